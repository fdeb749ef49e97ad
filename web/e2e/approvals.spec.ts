import type { Page } from "@playwright/test";

import { unique } from "./people.ts";
import { expect, inboxOf, inboxRow, test } from "./test.ts";

async function choose(page: Page, label: string, option: string) {
  // form-js draws its own choice over a hidden field
  await page.locator(".fjs-form-field-select", { hasText: label }).locator(".fjs-input-group").click();
  await page.locator(".fjs-dropdownlist").getByText(option, { exact: true }).click();
}

test("a purchase goes from the form over two approvals to the order and the mail, and nobody reloads", async ({
  as,
}) => {
  const item = unique("Lathe");
  const [requester, manager, finance] = [await as("requester"), await as("manager"), await as("finance")];
  await manager.goto(inboxOf(item));
  await finance.goto(inboxOf(item));
  await expect(manager.getByRole("heading", { name: "Inbox" })).toBeVisible();

  await requester.goto("/start");
  await requester.getByRole("link", { name: /Purchase request/ }).click();
  await requester.getByLabel("What do you need?").fill(item);
  await choose(requester, "Category", "Hardware");
  await requester.getByLabel("Amount").fill("7400");
  await requester.getByLabel("Supplier").fill("Northwind");
  await requester.getByLabel("Cost centre").fill("4100");
  await requester.getByLabel("Why is it needed?").fill("The workshop can't cut metal without one.");
  await requester.getByRole("button", { name: "Submit" }).click();
  await expect(requester.getByRole("heading", { name: new RegExp(item) })).toBeVisible();
  await expect(requester.getByText(/^Waiting for/)).toBeVisible();

  await inboxRow(manager, item).click();
  await expect(manager.getByText("€7,400.00").first()).toBeVisible();
  await manager.getByRole("textbox", { name: "Comment" }).fill("The workshop needs it.");
  await manager.getByRole("button", { name: "Approve" }).click();
  await expect(manager.getByText("You approved this")).toBeVisible();

  await inboxRow(finance, item).click();
  await finance.getByRole("tab", { name: "History" }).click();
  await expect(
    finance.getByRole("tabpanel", { name: "History" }).getByText("The workshop needs it.").first(),
  ).toBeVisible();
  await finance.getByRole("tab", { name: "Progress" }).click();
  await expect(finance.getByRole("list", { name: "Steps so far" })).toContainText("Approve as finance");
  await expect(
    finance.locator(".djs-element.is-current[data-element-id='approve-as-finance']"),
  ).toBeVisible();
  await finance.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(finance.getByText("You approved this")).toBeVisible();

  await expect(requester.getByText(/^Approved /).first()).toBeVisible();
  await expect(requester.getByRole("list", { name: "Steps so far" })).toContainText("Order placed");
  await requester.getByRole("main").getByRole("link", { name: "Requests" }).click();
  await expect(requester.getByRole("main").getByRole("listitem").filter({ hasText: item })).toContainText(
    "Approved",
  );

  const outside = await as("requester");
  await outside.goto("/order-system");
  await expect(outside.getByText(item).first()).toBeVisible();
  await expect(async () => {
    await outside.goto("/mailbox");
    await expect(outside.getByRole("link", { name: `Ordered: ${item}` })).toBeVisible({ timeout: 2_000 });
  }).toPass();
});

test("leave is asked for and granted", async ({ as }) => {
  const [requester, manager] = [await as("requester"), await as("manager")];
  const note = unique("Hiking");
  await requester.goto("/start/leave-request");
  await choose(requester, "Kind of leave", "Holiday");
  const year = new Date().getFullYear() + 1;
  for (const [label, day] of [
    ["First day", `14/06/${year}`],
    ["Last day", `18/06/${year}`],
  ] as const) {
    await requester.getByLabel(label).fill(day);
    await requester.keyboard.press("Escape");
  }
  await requester.getByLabel("Note for your manager").fill(note);
  await requester.getByRole("button", { name: "Submit" }).click();
  await expect(requester.getByText(/^Waiting for/)).toBeVisible();

  await manager.goto(inboxOf(note));
  await inboxRow(manager, `14–18 Jun ${year}`).click();
  await expect(manager.getByTestId("task").getByText(note).first()).toBeVisible();
  await manager.getByRole("button", { name: "Approve" }).click();
  await expect(manager.getByText("You approved this")).toBeVisible();
  await expect(requester.getByText(/^Approved /).first()).toBeVisible();
});

test("a rejection needs a reason, and the reason reaches the requester", async ({ as, api }) => {
  const item = unique("Espresso machine");
  const { processInstanceKey } = await (await api("requester")).startPurchase(item);
  const [requester, manager] = [await as("requester"), await as("manager")];
  await manager.goto(inboxOf(item));
  await inboxRow(manager, item).click();
  await manager.getByRole("button", { name: "Reject" }).click();
  await expect(manager.getByText("Say why, so that they know what to change.")).toBeVisible();
  await expect(manager.getByRole("textbox", { name: "Comment" })).toBeFocused();
  await manager.getByRole("textbox", { name: "Comment" }).fill("There is one on each floor.");
  await manager.getByRole("button", { name: "Reject" }).click();
  await expect(manager.getByText("You rejected this")).toBeVisible();

  await requester.goto(`/requests/${processInstanceKey}`);
  await expect(requester.getByText(/^Rejected /).first()).toBeVisible();
  await expect(requester.getByText("There is one on each floor.").first()).toBeVisible();
  await expect(async () => {
    await requester.goto("/mailbox");
    await expect(requester.getByRole("link", { name: `Not approved: ${item}` })).toBeVisible({
      timeout: 2_000,
    });
  }).toPass();
});

test("nobody approves what they asked for themselves", async ({ as, api }) => {
  const item = unique("Corner office");
  await (await api("manager")).startPurchase(item);
  const manager = await as("manager");
  await manager.goto(inboxOf(item));
  await inboxRow(manager, item).click();
  await expect(manager.getByText("You can't approve this: you made the request.")).toBeVisible();
  await expect(manager.getByRole("button", { name: "Approve" })).toHaveCount(0);
});

test("who comes second sees who was faster", async ({ as, api }) => {
  const item = unique("Scanner");
  await (await api("requester")).startPurchase(item);
  const [first, second] = [await as("manager"), await as("manager")];
  for (const page of [first, second]) {
    await page.goto(inboxOf(item));
    await inboxRow(page, item).click();
    await expect(page.getByRole("button", { name: "Approve" })).toBeVisible();
  }
  await first.getByRole("button", { name: "Approve" }).click();
  await expect(first.getByText("You approved this")).toBeVisible();
  // the second browser hears of it by itself
  await expect(second.getByText("You approved this")).toBeVisible();
  await expect(second.getByRole("button", { name: "Approve" })).toHaveCount(0);
});

test("a task of a group can be claimed and given back", async ({ as, api }) => {
  const item = unique("Projector");
  await (await api("requester")).startPurchase(item, 7_400);
  const [manager, finance] = [await as("manager"), await as("finance")];
  await manager.goto(inboxOf(item));
  await inboxRow(manager, item).click();
  await manager.getByRole("button", { name: "Approve" }).click();
  await finance.goto(inboxOf(item));
  await inboxRow(finance, item).click();
  await finance.getByRole("button", { name: "Claim" }).click();
  await expect(finance.getByRole("button", { name: "Give back" })).toBeVisible();
  await finance.getByRole("button", { name: "Give back" }).click();
  await expect(finance.getByRole("button", { name: "Claim" })).toBeVisible();
});
