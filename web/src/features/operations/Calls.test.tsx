import { screen, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { openApp } from "../../../test/app.tsx";
import { MockServer, problem } from "../../../test/mock/server.ts";

const path = (server: MockServer) =>
  `/operations/instances/${server.tasks[0]?.processInstanceKey ?? ""}?tab=messages`;

async function openCalls(server: MockServer) {
  const { user } = await openApp(path(server), "otto", "en", server);
  const calls = await screen.findByRole("table", { name: "Calls to other systems" });
  return { user, calls, button: within(calls).getByRole("button", { name: "What was said" }) };
}

test("what was said in a call is loaded once somebody wants to know", async () => {
  const server = new MockServer();
  const asked = vi.spyOn(server, "handle");
  const exchanges = () => asked.mock.calls.filter(([request]) => request.url.includes("/attempts/")).length;
  const { user, calls, button } = await openCalls(server);
  expect(button).toHaveAttribute("aria-expanded", "false");
  expect(exchanges()).toBe(0);

  await user.click(button);
  expect(button).toHaveAttribute("aria-expanded", "true");
  expect(await within(calls).findByText(/"item": "Forklift"/)).toBeVisible();
  expect(within(calls).getByText("no such item; token ***")).toBeVisible();

  await user.click(button);
  expect(within(calls).queryByText(/Forklift/)).not.toBeInTheDocument();
  await user.click(button);
  expect(await within(calls).findByText(/Forklift/)).toBeVisible();
  expect(exchanges()).toBe(1);
});

test("says that it can't be loaded, and tries again", async () => {
  const server = new MockServer();
  server.on("GET", "/api/v1/instances/:key/operations/:job/attempts/:attempt", () =>
    problem(404, "unknown-call", "There is no such call", "It is gone."),
  );
  const { user, calls, button } = await openCalls(server);
  await user.click(button);
  expect(await within(calls).findByRole("alert")).toBeVisible();
});
