import type { Page } from "@playwright/test";

import { expectAccessible } from "./accessible.ts";
import { unique } from "./people.ts";
import { expect, inboxOf, inboxRow, test } from "./test.ts";

const start = "/start/purchase-request";
const item = (page: Page) => page.getByLabel("What do you need?");
const myRow = (page: Page, words: string) =>
  page.getByRole("main").getByRole("listitem").filter({ hasText: words });

async function fill(page: Page, what: string) {
  await item(page).fill(what);
  await page.locator(".fjs-form-field-select", { hasText: "Category" }).locator(".fjs-input-group").click();
  await page.locator(".fjs-dropdownlist").getByText("Hardware", { exact: true }).click();
  await page.getByLabel("Amount").fill("740");
  await page.getByLabel("Supplier").fill("Northwind");
  await page.getByLabel("Cost centre").fill("4100");
  await page.getByLabel("Why is it needed?").fill("The old one is worn out.");
}

test("a draft is kept by itself, found in another browser, and sent once from two windows", async ({
  as,
  api,
}) => {
  const what = unique("Trowel");
  const page = await as("requester");
  await page.goto(start);
  await fill(page, what);
  await expect(page.getByText("Saved as a draft")).toBeVisible();
  await expect(page).toHaveURL(/draft=/);
  const file = page.getByRole("list", { name: "Files" }).getByRole("link", { name: /^offer\.txt 15 bytes/ });
  await page.getByTestId("files").setInputFiles({
    name: "offer.txt",
    mimeType: "text/plain",
    buffer: Buffer.from("740 euros each."),
  });
  await expect(file).toBeVisible();
  await expectAccessible(page, "a form that is kept as a draft");
  await page.reload();
  await expect(item(page)).toHaveValue(what);
  await expect(file).toBeVisible();

  const other = await as("requester", { colorScheme: "dark", viewport: { width: 390, height: 844 } });
  await other.goto("/requests?show=drafts");
  await expectAccessible(other, "drafts");
  await other.getByRole("list", { name: "Drafts" }).getByRole("link").filter({ hasText: what }).click();
  await expect(item(other)).toHaveValue(what);
  await expect(other.getByLabel("Supplier")).toHaveValue("Northwind");

  await Promise.all([
    page.getByRole("button", { name: "Submit" }).click(),
    other.getByRole("button", { name: "Submit" }).click(),
  ]);
  for (const window of [page, other]) {
    await expect(window.getByRole("heading", { name: new RegExp(what) })).toBeVisible();
  }
  expect(new URL(page.url()).pathname).toBe(new URL(other.url()).pathname);
  await expect(file).toBeVisible();
  const mine = await (
    await api("requester")
  ).get<{ items: unknown[] }>(`/api/v1/requests?q=${encodeURIComponent(what)}`);
  expect(mine.items).toHaveLength(1);
  await page.goto("/requests?show=drafts");
  await expect(page.getByRole("link", { name: "Start a request" }).first()).toBeVisible();
  await expect(myRow(page, what)).toHaveCount(0);
});

test("a draft says so while it can't be saved, what another window did is not undone, and deleting is", async ({
  as,
}) => {
  const what = unique("Bellows");
  const page = await as("requester");
  await page.goto(start);
  await page.route("**/api/v1/drafts/**", (route) => route.abort());
  await item(page).fill(what);
  await expect(page.getByText("Not saved yet")).toBeVisible();
  await expectAccessible(page, "a draft that is not saved");
  await page.unrouteAll();
  await expect(page.getByText("Saved as a draft")).toBeVisible();

  const other = await as("requester");
  await other.goto(page.url());
  await expect(item(other)).toHaveValue(what);
  const saved = other.waitForResponse(
    (answer) => answer.url().includes("/api/v1/drafts/") && answer.request().method() === "PUT",
  );
  await item(other).fill(`${what} of leather`);
  expect((await saved).ok()).toBe(true);
  await expect(other.getByText("Saved as a draft")).toBeVisible();
  await item(page).fill(`${what} of canvas`);
  await expect(page.getByText("This draft was changed in another window")).toBeVisible();
  await expectAccessible(page, "a draft that was changed elsewhere");
  await page.getByRole("button", { name: "Keep what is here" }).click();
  await expect(page.getByText("Saved as a draft")).toBeVisible();

  await page.getByRole("link", { name: "Finish later" }).click();
  await expect(page.getByRole("heading", { name: "Drafts" })).toBeVisible();
  await expectAccessible(page, "the catalogue with drafts");
  await page.getByRole("button", { name: `Delete the draft “${what} of canvas”` }).click();
  const undo = page.getByRole("listitem").filter({ hasText: what }).getByRole("button", { name: "Undo" });
  await expect(undo).toBeFocused();
  await undo.press("Enter");
  await page.getByRole("link").filter({ hasText: what }).click();
  await expect(item(page)).toHaveValue(`${what} of canvas`);
  await page.getByRole("button", { name: "Delete draft" }).click();
  await expect(page.getByRole("heading", { name: "Start a request" })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: what })).toHaveCount(0);
});

test("what is withdrawn leaves the approver's screen at once, with the reason", async ({ as, api }) => {
  const what = unique("Chisel");
  const { processInstanceKey } = await (await api("requester")).startPurchase(what);
  const [requester, manager] = [await as("requester"), await as("manager", { colorScheme: "dark" })];
  await manager.goto(inboxOf(what));
  await inboxRow(manager, what).click();
  await expect(manager.getByRole("button", { name: "Approve", exact: true })).toBeVisible();

  await requester.goto(`/requests/${processInstanceKey}`);
  await requester.getByRole("button", { name: "Withdraw" }).click();
  const dialog = requester.getByRole("dialog", { name: "Withdraw this request?" });
  await dialog.getByRole("textbox").fill("I found one in the cellar.");
  await expectAccessible(requester, "the withdrawal");
  await dialog.getByRole("button", { name: "Withdraw" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(requester.getByText(/^You withdrew this (just now|\d)/).first()).toBeVisible();
  await expect(requester.getByText("I found one in the cellar.").first()).toBeVisible();
  await expect(requester.getByRole("button", { name: "Withdraw" })).toHaveCount(0);
  await expectAccessible(requester, "a withdrawn request");

  await expect(manager.getByText("Robin Berger withdrew this request")).toBeVisible();
  await expect(manager.getByTestId("task").getByText("I found one in the cellar.")).toBeVisible();
  await expect(manager.getByRole("button", { name: "Approve", exact: true })).toBeHidden();
  await expectAccessible(manager, "a task whose request was withdrawn");
});

test("reminding shows at the task and goes out as a mail, once a day", async ({ as, api }) => {
  const what = unique("Drill");
  const { processInstanceKey } = await (await api("requester")).startPurchase(what);
  const [requester, manager] = [await as("requester"), await as("manager")];
  await manager.goto(inboxOf(what));
  await inboxRow(manager, what).click();

  await requester.goto(`/requests/${processInstanceKey}`);
  await expect(requester.getByText(/^Waiting for/)).toBeVisible();
  await requester.getByRole("button", { name: "Remind" }).click();
  await expect(
    requester.getByText(/^You reminded them .*You can do it again (tomorrow|in \d+ hours)/),
  ).toBeVisible();
  await expect(requester.getByRole("button", { name: "Remind" })).toHaveCount(0);
  await expectAccessible(requester, "a request of which one reminded");

  await expect(manager.getByText(/^Robin Berger reminded you/)).toBeVisible();
  await expect(inboxRow(manager, what)).toContainText("You were reminded");

  const again = await (await api("requester")).refused(`/api/v1/requests/${processInstanceKey}/reminder`, {});
  expect(again).toMatchObject({ status: 409, detail: expect.stringMatching(/again in \d+ hours/) });

  const { tasks } = await (
    await api("manager")
  )
    .get<{ items: { taskKey: string; processInstanceKey: string }[] }>("/api/v1/tasks?limit=200")
    .then(({ items }) => ({
      tasks: items.filter((task) => task.processInstanceKey === processInstanceKey),
    }));
  await expect(async () => {
    await manager.goto("/mailbox");
    const links = manager.getByRole("link", { name: /Reminder: Approve as manager/ });
    await links.first().click();
    await expect(manager.getByText(`/inbox/${tasks[0]?.taskKey}`)).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expect(manager.getByText("Robin Berger asks you to look at this")).toBeVisible();
});

test("an old request is the beginning of a new one, and requests are found by state and words", async ({
  as,
  api,
}) => {
  const what = unique("Easel");
  const { processInstanceKey } = await (await api("requester")).startPurchase(what, 320);
  const page = await as("requester", { viewport: { width: 390, height: 844 } });
  await page.goto("/requests");
  await page.getByRole("searchbox", { name: "Search my requests" }).fill(what);
  await expect(myRow(page, what)).toHaveCount(1);
  await page.getByRole("link", { name: "Ended" }).click();
  await expect(page.getByText("Nothing fits")).toBeVisible();
  await expectAccessible(page, "nothing found among one's requests");
  await page.getByRole("link", { name: "Open", exact: true }).click();
  await expect(myRow(page, what)).toContainText("Waiting for");
  await expectAccessible(page, "one's open requests");

  await page.getByRole("link", { name: `Copy as new: ${what}` }).click();
  await expect(page.getByText("This is a copy of an earlier request.")).toBeVisible();
  await expect(item(page)).toHaveValue(what);
  await expect(page.getByLabel("Amount")).toHaveValue("320");
  await item(page).fill(`${what} again`);
  await expect(page.getByText("Saved as a draft")).toBeVisible();
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByRole("heading", { name: new RegExp(`${what} again`) })).toBeVisible();
  expect(page.url()).not.toContain(processInstanceKey);
});

test("the catalogue by keyboard", async ({ as }) => {
  const page = await as("requester");
  await page.goto("/start");
  const search = page.getByRole("searchbox", { name: "Search what you can start" });
  await expect(search).toBeFocused();
  await expect(page.getByRole("link", { name: /Leave request/ })).toBeVisible();
  await page.keyboard.type("days off");
  await expect(page.getByRole("link", { name: /Purchase request/ })).toHaveCount(0);
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("link", { name: /Leave request/ })).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(search).toBeFocused();
  await expectAccessible(page, "the catalogue");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Leave request" })).toBeVisible();
  await page.goBack();
  await search.fill("nothing like it");
  await expect(page.getByText("Nothing fits")).toBeVisible();
});
