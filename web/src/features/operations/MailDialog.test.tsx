import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";

import { openApp } from "../../../test/app.tsx";
import { MockServer } from "../../../test/mock/server.ts";

async function openMail(sender: string | null) {
  const server = new MockServer();
  const mail = {
    notificationId: "17",
    subject: "Your parcel",
    sender,
    state: "SENT",
    forgotten: false,
    createdAt: null,
    skipped: [],
    deliveries: [],
  };
  server.on("GET", "/api/v1/deliveries", () => Response.json({ items: [], nextCursor: null }));
  server.on("GET", "/api/v1/notifications/:id", () => Response.json({ mail, tries: [] }));
  await openApp("/operations/deliveries?mail=17", "otto", "en", server);
  return screen.findByRole("dialog", { name: "Your parcel" });
}

test("says as whom a mail was sent where a model named the sender", async () => {
  const dialog = await openMail("Store <store@example.org>");
  expect(within(dialog).getByText("Sent as Store <store@example.org>")).toBeVisible();
});

test("says nothing of the usual sender", async () => {
  const dialog = await openMail(null);
  expect(within(dialog).queryByText(/Sent as/)).not.toBeInTheDocument();
});
