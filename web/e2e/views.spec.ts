import { expectAccessible } from "./accessible.ts";
import { together } from "./models.ts";
import { unique } from "./people.ts";
import { expect, inboxOf, inboxRow, test } from "./test.ts";

test("what is filtered, saved and shared reaches the others with its count", async ({ as, api }) => {
  const item = unique("Forklift");
  const [word = ""] = item.split(" ").slice(1);
  const requester = await api("requester");
  await requester.startPurchase(item, 740);
  await requester.startPurchase(item, 320);
  const page = await as("manager", { viewport: { width: 1440, height: 900 } });
  await page.goto("/inbox");

  // a word of a variable, then an amount
  await page.getByLabel("Search", { exact: true }).fill(word);
  await expect(inboxRow(page, item)).toHaveCount(2);
  await page.getByRole("button", { name: "Add filter" }).click();
  await page.getByRole("menuitem", { name: "Amount or other data…" }).click();
  const dialog = page.getByRole("dialog", { name: "Amount or other data…" });
  await dialog.getByLabel("What").fill("amount");
  await dialog.getByRole("combobox", { name: "How it compares" }).click();
  await page.getByRole("option", { name: "is at least" }).click();
  await dialog.getByLabel("Value").fill("700");
  await dialog.getByRole("button", { name: "Apply" }).click();
  await expect(inboxRow(page, item)).toHaveCount(1);
  await expect(page).toHaveURL(/variable=amount%3E%3D700/);

  // the address is the list
  await page.reload();
  await expect(inboxRow(page, item)).toHaveCount(1);
  await page.getByRole("button", { name: "Remove filter: Amount ≥ 700" }).click();
  await expect(inboxRow(page, item)).toHaveCount(2);

  // the highest amount first
  await page.getByRole("button", { name: /^Sort:/ }).click();
  await page.getByRole("menuitem", { name: "Amount, highest first" }).click();
  await expect(inboxRow(page, item).first()).toContainText("740");

  // in a table, with columns
  await page.getByRole("button", { name: "Table" }).click();
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("menuitem", { name: "Supplier" }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("columnheader", { name: "Supplier" })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "Northwind" })).toHaveCount(2);
  await page.getByRole("row").getByRole("checkbox").first().check();
  await expect(page.getByText("1 selected").last()).toBeVisible();
  await expectAccessible(page, "table");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("region", { name: "Selected tasks" })).toHaveCount(0);
  await page.getByRole("button", { name: "Table" }).click();

  const name = unique("Forklifts");
  await page.getByRole("button", { name: "Save as view" }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("checkbox", { name: "Managers" }).check();
  await expectAccessible(page, "save dialog");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const view = page.getByRole("navigation", { name: "Views" }).getByRole("link", { name });
  await expect(view).toHaveAttribute("aria-current", /page|true/);
  await expect(view).toContainText("2");

  // live
  await requester.startPurchase(item, 500);
  await expect(view).toContainText("3");

  // somebody else of the group has it, and may not change it
  const other = await as("admin", { viewport: { width: 390, height: 844 }, colorScheme: "dark" });
  await other.goto("/inbox");
  await other.getByRole("button", { name: /^View:/ }).click();
  const theirs = other.getByRole("menuitem", { name });
  await expect(theirs).toContainText("From Mara Winter");
  await expect(theirs).toContainText("3");
  await theirs.click();
  await expect(inboxRow(other, item)).toHaveCount(3);
  await expectAccessible(other, "a shared view on a phone");

  await page.getByRole("button", { name: `What to do with ${name}` }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(view).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(view).toHaveAttribute("aria-current", /page|true/);
});

test("says at once who was faster", async ({ as, api }) => {
  const [id, name] = [`race-${Date.now().toString(36)}`, unique("Race")];
  const designer = await api("designer");
  await designer.deploy(`${id}.bpmn`, together(id, name, { policy: '="any"', groups: '="managers"' }));
  await (await api("requester")).start(id, { title: name });

  const slow = await as("manager", { viewport: { width: 1440, height: 900 } });
  const fast = await as("admin", { viewport: { width: 1440, height: 900 } });
  for (const page of [slow, fast]) {
    await page.goto(`${inboxOf(name)}&view=groups`);
    await inboxRow(page, name).click();
    await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  }
  await inboxRow(slow, name).hover();
  await fast.getByRole("button", { name: "Claim" }).click();
  // on the row that is under the pointer, and on the open task
  await expect(inboxRow(slow, name)).toContainText(/Ada Novak took this \d+/);
  await expect(
    slow
      .getByRole("status")
      .filter({ hasText: /Ada Novak took this/ })
      .first(),
  ).toBeVisible();
  await expect(slow.getByRole("button", { name: "Approve" })).toHaveCount(0);

  await slow.goto("/inbox?search=nothing-has-these-words");
  await expect(slow.getByText("No task fits")).toBeVisible();
  await expectAccessible(slow, "filtered, empty");
  await slow.goto("/inbox?view=11111111-2222-3333-4444-555555555555");
  await expect(slow.getByText("This view is not there")).toBeVisible();
  await expectAccessible(slow, "no such view");
});
