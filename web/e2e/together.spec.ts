import { expectAccessible } from "./accessible.ts";
import { together } from "./models.ts";
import { unique } from "./people.ts";
import { expect, inboxOf, inboxRow, test, type Api } from "./test.ts";

async function ask(
  api: (who: "designer" | "requester") => Promise<Api>,
  approval: Record<string, string>,
): Promise<string> {
  const name = unique("Joint decision");
  const id = name.replaceAll(" ", "-");
  await (await api("designer")).deploy(`${id}.bpmn`, together(id, name, approval));
  await (await api("requester")).start(id, {});
  return name;
}

test("two of three have to approve: each sees how far it is, and a vote can be changed until then", async ({
  as,
  api,
}) => {
  const name = await ask(api, {
    policy: "quorum",
    quorum: "=2",
    approvers: '=["manager", "finance", "admin"]',
  });
  const [manager, finance] = [await as("manager"), await as("finance")];
  await manager.goto(inboxOf(name));
  await inboxRow(manager, name).click();
  await expect(manager.getByText("2 approvals needed.")).toBeVisible();
  await expect(manager.getByText(/^Waiting for .+, .+,? and .+\.$/)).toBeVisible();
  await expect(manager.getByRole("button", { name: "Claim" })).toBeHidden();

  await manager.getByRole("textbox", { name: "Comment" }).fill("I have doubts.");
  await manager.getByRole("button", { name: "Reject" }).click();
  await expect(manager.getByText("You rejected this")).toBeVisible();
  await expect(manager.getByText("You can change your vote until everything is decided.")).toBeVisible();
  await manager.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(manager.getByText("You approved this")).toBeVisible();
  await expect(manager.getByText(/^1 of 2 approvals: /)).toBeVisible();
  await expectAccessible(manager, "a task that several decide");

  await finance.goto(inboxOf(name));
  await inboxRow(finance, name).click();
  await expect(finance.getByText(/^1 of 2 approvals: /)).toBeVisible();
  await finance.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(finance.getByText(/^2 of 2 approvals: /)).toBeVisible();

  // without a reload
  await expect(manager.getByText(/^2 of 2 approvals: /)).toBeVisible();
  await expect(manager.getByRole("button", { name: "Approve", exact: true })).toBeHidden();
  await manager.getByRole("tab", { name: "History" }).click();
  await expect(manager.getByRole("tabpanel", { name: "History" })).toContainText("I have doubts.");
});

test("one after the other: whoever is next is asked as soon as it is their turn", async ({ as, api }) => {
  const name = await ask(api, { policy: "sequential", approvers: '=["manager", "finance"]' });
  const [manager, finance] = [await as("manager"), await as("finance")];
  await finance.goto(inboxOf(name));
  await inboxRow(finance, name).click();
  await expect(finance.getByText(/^It is not your turn/)).toBeVisible();

  await manager.goto(inboxOf(name));
  await inboxRow(manager, name).click();
  await manager.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(manager.getByText("You approved this")).toBeVisible();

  await finance.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(finance.getByText(/^2 of 2 approvals: /)).toBeVisible();
});
