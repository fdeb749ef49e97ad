import { screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { openApp } from "../../test/app.tsx";
import { FakeEventSource } from "../../test/FakeEventSource.ts";
import { definitions, people, purchaseTask } from "../../test/mock/data.ts";
import { MockServer, problem } from "../../test/mock/server.ts";

const inbox = () => screen.findByRole("list", { name: "Inbox" });
const links = async () => within(await inbox()).getAllByRole("link");

test("asks who is not signed in, and goes on where they were", async () => {
  const { user } = await openApp("/requests", null);
  await user.type(await screen.findByLabelText("Username"), "nobody");
  await user.type(screen.getByLabelText("Password"), "x");
  await user.click(screen.getByRole("button", { name: "Sign in" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("don't match");

  await user.clear(screen.getByLabelText("Username"));
  await user.type(screen.getByLabelText("Username"), "rita");
  await user.type(screen.getByLabelText("Password"), "x");
  await user.click(screen.getByRole("button", { name: "Sign in" }));
  expect(await screen.findByRole("heading", { name: "My requests" })).toBeVisible();
});

test("shows only the places one may use", async () => {
  await openApp("/inbox", "rita");
  const places = await screen.findByRole("navigation", { name: "Places" });
  expect(within(places).queryByRole("link", { name: "Admin" })).not.toBeInTheDocument();
  expect(within(places).getByRole("link", { name: "Requests" })).toBeVisible();
});

test("approves with a comment and shows the truth", async () => {
  const { user } = await openApp("/inbox", "mara");
  await user.click((await links())[0] as HTMLElement);
  await user.type(await screen.findByLabelText("Comment"), "Fine");
  await user.click(screen.getByRole("button", { name: "Approve" }));
  const outcome = await screen.findByText("You approved this");
  expect(outcome).toBeVisible();
  expect(screen.getAllByText("Fine")[0]).toBeVisible();
  expect(screen.queryByRole("button", { name: "Approve" })).not.toBeInTheDocument();
  expect(screen.getByRole("link", { name: "Next task" })).toBeVisible();
});

test("does not reject without a reason", async () => {
  const { user, server } = await openApp("/inbox", "mara");
  await user.click((await links())[0] as HTMLElement);
  await user.click(await screen.findByRole("button", { name: "Reject" }));
  expect(await screen.findByText("Say why, so that they know what to change.")).toBeVisible();
  await waitFor(() => expect(screen.getByLabelText("Comment")).toHaveFocus());
  expect(server.tasks.every((task) => task.decisions.at(-1)?.outcome !== "rejected")).toBe(true);

  await user.type(screen.getByLabelText("Comment"), "Too dear");
  await user.click(screen.getByRole("button", { name: "Reject" }));
  expect(await screen.findByText("You rejected this")).toBeVisible();
});

test("says why one may not decide", async () => {
  const server = new MockServer();
  const [task] = server.tasks as [(typeof server.tasks)[number]];
  task.may.decide = { allowed: false, reason: "excluded-requester", message: "You made it, Rita." };
  await openApp(`/inbox/${task.taskKey}`, "rita", "en", server);
  expect(await screen.findByText("You made it, Rita.")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Approve" })).not.toBeInTheDocument();
});

test("shows who was faster", async () => {
  const server = new MockServer();
  const [task] = server.tasks as [(typeof server.tasks)[number]];
  const { user } = await openApp(`/inbox/${task.taskKey}`, "mara", "en", server);
  const approve = await screen.findByRole("button", { name: "Approve" });
  task.state = "COMPLETED";
  task.decisions = [
    {
      decisionId: "1",
      by: { username: "ben", displayName: "Ben" },
      onBehalfOf: null,
      outcome: "approved",
      comment: null,
      at: new Date().toISOString(),
    },
  ];
  await user.click(approve);
  expect(await screen.findByText("Ben approved this")).toBeVisible();
});

test.each([
  ["CANCELED", null, "This was withdrawn"],
  ["COMPLETED_ELSEWHERE", null, "Completed elsewhere"],
  ["DECIDED", "waiting", "Saved. The process goes on as soon as the engine has confirmed it."],
  ["DECIDED", "blocked", "Saved, but held up"],
  ["DECIDED", "refused", "The decision did not take effect"],
] as const)("has words for %s, %s", async (state, engineSync, words) => {
  const server = new MockServer();
  const [task] = server.tasks as [(typeof server.tasks)[number]];
  Object.assign(task, { state, engineSync });
  await openApp(`/inbox/${task.taskKey}`, "mara", "en", server);
  expect(await screen.findByText(words)).toBeVisible();
});

test("lets new tasks appear by themselves", async () => {
  const { server } = await openApp("/inbox", "mara");
  const before = (await links()).length;
  const [rita] = people as [(typeof people)[number]];
  server.tasks.push(purchaseTask({ item: "Paper", amount: 20, by: rita, minutes: 0 }));
  FakeEventSource.all[0]?.hint("tasks");
  await waitFor(async () => expect(await links()).toHaveLength(before + 1));
});

test("does not move the list under the pointer", async () => {
  const { server, user } = await openApp("/inbox", "mara");
  const before = (await links()).map((link) => link.textContent);
  await user.hover((await links())[0] as HTMLElement);
  const [rita] = people as [(typeof people)[number]];
  server.tasks.push(purchaseTask({ item: "Paper", amount: 20, by: rita, minutes: 0, dueInHours: -90 }));
  FakeEventSource.all[0]?.hint("tasks");
  const fresh = await screen.findByRole("button", { name: "1 new task" });
  expect((await links()).map((link) => link.textContent)).toEqual(before);
  await user.click(fresh);
  expect((await links())[0]).toHaveTextContent("Paper");
});

test("moves and decides by keyboard", async () => {
  const { user } = await openApp("/inbox", "mara");
  const first = (await links())[0] as HTMLElement;
  await user.keyboard("j");
  await waitFor(() => expect(first).toHaveAttribute("aria-current"));
  await screen.findByRole("button", { name: "Approve" });
  await user.keyboard("c");
  expect(await screen.findByRole("button", { name: "Give back" })).toBeVisible();
  await user.keyboard("a");
  expect(screen.getByRole("button", { name: "Approve" })).toHaveFocus();
  await user.keyboard("{Enter}");
  expect(await screen.findByText("You approved this")).toBeVisible();
  await user.keyboard("?");
  expect(await screen.findByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
});

test("speaks German", async () => {
  await openApp("/inbox", "mara", "de");
  expect(await screen.findByRole("heading", { name: "Eingang" })).toBeVisible();
});

test("takes a key in an address for text, as it was written", async () => {
  await openApp("/audit?processInstanceKey=9007199254740993", "ada");
  expect(await screen.findByDisplayValue("9007199254740993")).toBeVisible();
});

test("an error says what happened and names the request", async () => {
  const server = new MockServer();
  server.on("GET", "/api/v1/requests", () => problem(500, "internal", "Something broke", "Try later."));
  await openApp("/requests", "rita", "en", server);
  const alert = await screen.findByRole("alert");
  expect(alert).toHaveTextContent("Something broke");
  expect(alert).toHaveTextContent("req-4711");
});

test("a refresh that fails takes nothing away, neither the page nor what was typed", async () => {
  const { user, server } = await openApp("/inbox", "mara");
  await user.click((await links())[0] as HTMLElement);
  await user.type(await screen.findByLabelText("Comment"), "Half a sentence");
  const broken = vi.fn(() => problem(500, "internal", "Something broke", "Try later."));
  server.on("GET", "/api/v1/tasks", broken);
  server.on("GET", "/api/v1/tasks/:key", broken);
  for (const asked of [2, 4]) {
    FakeEventSource.all[0]?.hint("tasks");
    await waitFor(() => expect(broken).toHaveBeenCalledTimes(asked));
  }
  expect(screen.getByLabelText("Comment")).toHaveValue("Half a sentence");
  expect(await links()).not.toHaveLength(0);
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
});

test("what is no longer for its reader leaves the screen", async () => {
  const { user, server } = await openApp("/inbox", "mara");
  await user.click((await links())[0] as HTMLElement);
  await screen.findByLabelText("Comment");
  server.on("GET", "/api/v1/tasks/:key", () => problem(404, "task-not-found", "No such task", "Not yours."));
  FakeEventSource.all[0]?.hint("tasks");
  expect(await screen.findByRole("alert")).toHaveTextContent("This is not here");
  expect(screen.queryByLabelText("Comment")).not.toBeInTheDocument();
});

test("a version deployed while somebody fills in a form does not take the form away", async () => {
  const server = new MockServer();
  const serve = (processDefinitionKey: string) =>
    vi.fn(() => Response.json({ items: [{ ...definitions[0], processDefinitionKey, startForm: null }] }));
  server.on("GET", "/api/v1/startable-processes", serve("1"));
  const { user } = await openApp("/start/purchase-request", "rita", "en", server);
  const submit = await screen.findByRole("button", { name: "Submit" });
  const newer = serve("2");
  server.on("GET", "/api/v1/startable-processes", newer);
  for (const asked of [1, 2]) {
    FakeEventSource.all[0]?.hint("definitions");
    await waitFor(() => expect(newer).toHaveBeenCalledTimes(asked));
  }
  expect(submit).toBeVisible();
  await user.click(submit);
  await waitFor(() => expect(server.started[0]?.body).toMatchObject({ processDefinitionKey: "1" }));
});

test("a session that ended is begun anew over the page, and what was typed is kept", async () => {
  const { user, server } = await openApp("/inbox", "mara");
  await user.click((await links())[0] as HTMLElement);
  await user.type(await screen.findByLabelText("Comment"), "Half a sentence");
  server.me = null;
  await user.click(screen.getByRole("button", { name: "Approve" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Your session has ended" }));
  await user.type(dialog.getByLabelText("Password"), "x");
  await user.click(dialog.getByRole("button", { name: "Sign in" }));

  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  expect(screen.getByRole("alert")).toHaveTextContent("Nothing was sent");
  expect(screen.getByLabelText("Comment")).toHaveValue("Half a sentence");
  await user.click(screen.getByRole("button", { name: "Approve" }));
  expect(await screen.findByText("You approved this")).toBeVisible();
});

test("an API key is shown once", async () => {
  const { user } = await openApp("/admin/api-keys", "ada");
  await user.click(await screen.findByRole("button", { name: "Create API key" }));
  await user.type(await screen.findByLabelText(/^Name/), "order system");
  await user.click(screen.getByRole("button", { name: "Create" }));
  expect(await screen.findByTestId("api-key")).toHaveTextContent(/^cs_/);
  await user.click(screen.getByRole("button", { name: "Done" }));
  expect(await screen.findByText("order system")).toBeVisible();
  expect(screen.queryByTestId("api-key")).not.toBeInTheDocument();
});
