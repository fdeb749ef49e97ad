import { expectAccessible } from "./accessible.ts";
import { together } from "./models.ts";
import { unique } from "./people.ts";
import { expect, inboxOf, inboxRow, test } from "./test.ts";

test("somebody who is away names a substitute, who decides on their behalf, and sees afterwards what was done", async ({
  as,
  api,
}) => {
  const name = unique("Away decision");
  const id = name.replaceAll(" ", "-");
  await (
    await api("designer")
  ).deploy(`${id}.bpmn`, together(id, name, { policy: "any", approvers: '="manager"' }));
  await (await api("requester")).start(id, {});
  const [manager, designer] = [await as("manager"), await as("designer")];
  await manager.goto("/inbox");
  await manager.getByRole("button", { name: "You: Mara Winter" }).click();
  await manager.getByRole("menuitem", { name: "When you are away" }).click();
  await expect(manager.getByRole("heading", { level: 1 })).toHaveText("When you are away");
  await manager.getByRole("button", { name: "Name a substitute" }).click();
  const dialog = manager.getByRole("dialog", { name: "Name a substitute" });
  await dialog.getByRole("button", { name: "Arrange it" }).click();
  await expect(dialog.getByText("Choose somebody.")).toBeVisible();
  await dialog.getByRole("combobox", { name: "Substitute" }).fill("dana");
  await manager.getByRole("option", { name: /designer/ }).click();
  await dialog.getByRole("combobox", { name: "Only for these processes" }).fill(name);
  await manager.getByRole("option", { name }).click();
  await manager.keyboard.press("Tab");
  await expectAccessible(manager, "arranging a substitution");
  await dialog.getByRole("button", { name: "Arrange it" }).click();
  const acting = manager.getByRole("region", { name: "Who acts for you" });
  const row = acting.getByRole("listitem").filter({ hasText: name });
  await expect(row).toContainText("Active");
  await expectAccessible(manager, "substitutions");

  const { items } = await (
    await api("designer")
  ).get<{ items: { taskKey: string; name: string }[] }>("/api/v1/tasks?view=substituted");
  await designer.goto(`/inbox/${items.find((task) => task.name === name)?.taskKey ?? "none"}`);
  await expect(designer.getByText(/^You act for Mara Winter here\./)).toBeVisible();
  await expectAccessible(designer, "a task that is done for somebody else");
  await designer.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(designer.getByText("You approved this")).toBeVisible();
  await expect(designer.getByText(/On behalf of Mara Winter/)).toBeVisible();

  const done = manager.getByRole("region", { name: "Decided on your behalf" });
  await done.getByRole("link", { name }).click();
  await expect(manager.getByText(/ approved this$/)).toBeVisible();
  await expect(manager.getByText(/On behalf of Mara Winter/)).toBeVisible();

  await manager.goBack();
  await row.getByRole("button", { name: "End now" }).click();
  await expect(row).toBeHidden();
  await expect(manager.getByRole("region", { name: "Past" })).toContainText(name);
});

test("an administrator arranges it for somebody who can't", async ({ as }) => {
  const admin = await as("admin");
  await admin.goto("/admin/users?edit=finance");
  await admin.getByRole("link", { name: "Who acts for them while they are away" }).click();
  await expect(admin.getByRole("heading", { level: 1 })).toHaveText(/^When .+ is away$/);
  await admin.getByRole("button", { name: "Name a substitute" }).click();
  const dialog = admin.getByRole("dialog", { name: "Name a substitute" });
  await dialog.getByRole("combobox", { name: "Substitute" }).fill("mara");
  await admin.getByRole("option", { name: /manager/ }).click();
  const later = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  await dialog.getByLabel("From").fill(later);
  await dialog.getByLabel("Last day").fill(later);
  await dialog.getByRole("button", { name: "Arrange it" }).click();
  const row = admin.getByRole("listitem").filter({ hasText: "Mara Winter" }).filter({ hasText: "Planned" });
  await expect(row).toContainText("everything");
  await expectAccessible(admin, "somebody else's substitutions");
  await row.getByRole("button", { name: "Cancel" }).click();
  await expect(row).toBeHidden();
});

test("a task is given to a colleague with a reason, who decides it in their own name", async ({
  as,
  api,
}) => {
  const name = unique("Handed on");
  const id = name.replaceAll(" ", "-");
  await (
    await api("designer")
  ).deploy(`${id}.bpmn`, together(id, name, { policy: "any", approvers: '="manager"' }));
  await (await api("requester")).start(id, {});
  const [manager, designer] = [await as("manager"), await as("designer")];
  await manager.goto(inboxOf(name));
  await inboxRow(manager, name).click();
  await manager.getByRole("button", { name: "More you can do" }).click();
  await manager.getByRole("menuitem", { name: "Give to somebody" }).click();
  const dialog = manager.getByRole("dialog", { name: "Give this task to somebody" });
  await dialog.getByRole("button", { name: "Give it to them" }).click();
  await expect(dialog.getByText("Say why. It is kept in the history.")).toBeVisible();
  await dialog.getByRole("combobox", { name: "To" }).fill("dana");
  await manager.getByRole("option", { name: /designer/ }).click();
  await dialog.getByRole("textbox", { name: "Why" }).fill("You drew this process.");
  await expectAccessible(manager, "giving a task to somebody");
  await dialog.getByRole("button", { name: "Give it to them" }).click();
  await expect(dialog).toBeHidden();
  await expect(manager.getByText(/has this task/)).toBeVisible();

  await designer.goto(`${inboxOf(name)}&view=mine`);
  await inboxRow(designer, name).click();
  await designer.getByRole("tab", { name: "History" }).click();
  await expect(designer.getByRole("tabpanel", { name: "History" })).toContainText("You drew this process.");
  await designer.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(designer.getByText("You approved this")).toBeVisible();
});
