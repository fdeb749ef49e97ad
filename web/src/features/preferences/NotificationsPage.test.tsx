import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";

import { openApp } from "../../../test/app.tsx";
import { MockServer } from "../../../test/mock/server.ts";

const path = "/preferences/notifications";
const kind = (name: string) => within(screen.getByRole("group", { name }));

test("chooses how to hear of things", async () => {
  const { server, user } = await openApp(path, "rita");
  await screen.findByRole("heading", { name: "Notifications", level: 1 });
  await user.click(kind("Somebody mentions you").getByRole("checkbox", { name: "By mail" }));
  await user.click(screen.getByRole("switch", { name: /^Quiet hours/ }));
  await user.click(screen.getByRole("button", { name: "Save" }));

  expect(await screen.findByText("Saved. It counts from now on.")).toBeVisible();
  expect(server.preferences.choices[0]).toMatchObject({ kind: "mention", mail: false, inApp: true });
  expect(server.preferences.quiet).toEqual({ from: "20:00", until: "07:00" });
  expect(server.preferences.zone).not.toBeNull();
});

test("keeps nobody from hearing what the organisation wants them to hear", async () => {
  const { user } = await openApp(path, "rita");
  await screen.findByRole("heading", { name: "Notifications", level: 1 });
  for (const channel of ["By mail", "In the app"]) {
    await user.click(kind("A task is escalated to you").getByRole("checkbox", { name: channel }));
    await user.click(kind("Somebody mentions you").getByRole("checkbox", { name: channel }));
  }

  expect(screen.getByRole("alert")).toHaveTextContent("Your organisation wants you to hear of this");
  expect(screen.getByText("You will not hear of this.")).toBeVisible();
  expect(screen.getByRole("button", { name: "Save" })).toBeDisabled();
});

test("hears of what processes send in the app only", async () => {
  const { server, user } = await openApp(path, "rita");
  await screen.findByRole("heading", { name: "Notifications", level: 1 });
  await user.click(kind("What processes send you").getByRole("checkbox", { name: "By mail" }));
  await user.click(screen.getByRole("button", { name: "Save" }));

  expect(await screen.findByText("Saved. It counts from now on.")).toBeVisible();
  expect(server.preferences.choices).toContainEqual(
    expect.objectContaining({ kind: "message", mail: false, inApp: true }),
  );
});

test("reads what a process sent, where there is no page to go to", async () => {
  const server = new MockServer();
  server.notices = [
    {
      noticeId: "1",
      kind: "message",
      subject: "Stock count",
      text: "Tomorrow at nine.\n<b>Bring</b> a pen.",
      path: null,
      toldAt: new Date().toISOString(),
      readAt: null,
    },
  ];
  const { user } = await openApp(path, "rita", "en", server);
  await user.click(await screen.findByRole("button", { name: "Notifications, 1 new" }));
  const notice = await screen.findByRole("button", { name: /Stock count/ });

  expect(notice).toHaveTextContent("Tomorrow at nine. <b>Bring</b> a pen.");
  await user.click(notice);
  await waitFor(() => expect(screen.getByRole("button", { name: "Notifications" })).toBeVisible());
});

test("tries a webhook once it is saved", async () => {
  const server = new MockServer();
  const { user } = await openApp(path, "rita", "en", server);
  await user.type(await screen.findByLabelText("Address of the webhook"), "https://chat.example/hooks/1");

  expect(screen.getByRole("button", { name: "Try it" })).toBeDisabled();
  expect(screen.getByText("Save the address to try it.")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Save" }));
  await screen.findByText("Saved. It counts from now on.");
  await user.click(screen.getByRole("button", { name: "Try it" }));

  expect(await screen.findByText("On its way. Should it not arrive, a mail comes.")).toBeVisible();
  expect(server.webhookTrials).toBe(1);
});

test("shows what is new, and takes it for read", async () => {
  const server = new MockServer();
  const told = {
    kind: "mention",
    text: null,
    path: "/requests",
    toldAt: new Date().toISOString(),
    readAt: null,
  };
  server.notices = [
    { ...told, noticeId: "2", subject: "Ben mentioned you" },
    { ...told, noticeId: "1", subject: "Ann reminds you" },
  ];
  const { user } = await openApp(path, "rita", "en", server);
  await user.click(await screen.findByRole("button", { name: "Notifications, 2 new" }));
  await user.click(await screen.findByRole("link", { name: /Ann reminds you/ }));

  expect(await screen.findByRole("heading", { name: "My requests" })).toBeVisible();
  await user.click(await screen.findByRole("button", { name: "Notifications, 1 new" }));
  await user.click(await screen.findByRole("button", { name: "Mark all as read" }));
  await waitFor(() => expect(screen.getByRole("button", { name: "Notifications" })).toBeVisible());
});
