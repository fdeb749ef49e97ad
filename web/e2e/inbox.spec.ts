import { passwordOf, unique } from "./people.ts";
import { expect, inboxOf, inboxRow, test } from "./test.ts";

test("a new task shows up by itself, and never under the pointer", async ({ as, api }) => {
  const requester = await api("requester");
  const kitchen = unique("Kitchen");
  const [before, after] = [`${kitchen} kettle`, `${kitchen} toaster`];
  await requester.startPurchase(before);
  const manager = await as("manager");
  await manager.goto(`${inboxOf(kitchen)}&sort=created&direction=desc`);
  const row = inboxRow(manager, before);
  await row.hover();

  await requester.startPurchase(after);
  const fresh = manager.getByRole("button", { name: /new task/ });
  await expect(fresh).toBeVisible();
  await expect(inboxRow(manager, after)).toHaveCount(0);
  await fresh.click();
  await expect(inboxRow(manager, after)).toBeVisible();

  await manager.getByRole("heading", { name: "Inbox" }).hover();
  await requester.startPurchase(`${kitchen} grill`);
  await expect(inboxRow(manager, `${kitchen} grill`)).toBeVisible();
});

test("works without a mouse", async ({ browser, api }) => {
  const item = unique("Keyboard");
  await (await api("requester")).startPurchase(item);
  const page = await (await browser.newContext()).newPage();
  await page.goto("/inbox");
  await expect(page.getByLabel("Username")).toBeFocused();
  await page.keyboard.type("manager");
  await page.keyboard.press("Tab");
  await page.keyboard.type(passwordOf("manager"));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("list", { name: "Inbox" })).toBeVisible();

  await page.keyboard.press("f");
  await expect(page.getByLabel("Search", { exact: true })).toBeFocused();
  await page.keyboard.type(item);
  // without waiting for what is found
  await page.keyboard.press("ArrowDown");
  await expect(inboxRow(page, item)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Approve as manager", level: 1 })).toBeFocused();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toContainText("Approve");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("r");
  await expect(page.getByRole("textbox", { name: "Comment" })).toBeFocused();
  await page.keyboard.type("Fine with me.");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Approve" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("You approved this")).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("r");
  await expect(page.getByRole("heading", { name: "My requests" })).toBeFocused();
  await page.context().close();
});

test("the palette finds a task and goes to places", async ({ as, api }) => {
  const item = unique("Whiteboard");
  await (await api("requester")).startPurchase(item);
  const page = await as("manager");
  await page.goto(inboxOf(item));
  await expect(inboxRow(page, item)).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.getByPlaceholder("Search tasks, requests and places").fill(item);
  await expect(page.getByRole("dialog").getByText(item)).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Approve" })).toBeVisible();
  await expect(page.getByTestId("task").getByText(item).first()).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("requests");
  await page.getByRole("dialog").getByText("Requests", { exact: true }).first().click();
  await expect(page).toHaveURL(/\/requests$/);
});

test("on a phone the list and the task are pages of their own", async ({ as, api }) => {
  const item = unique("Phone stand");
  await (await api("requester")).startPurchase(item);
  const page = await as("manager", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await page.goto(inboxOf(item));
  await inboxRow(page, item).tap();
  await expect(page.getByRole("list", { name: "Inbox" })).toBeHidden();
  const approve = page.getByRole("button", { name: "Approve" });
  await expect(approve).toBeInViewport();
  expect((await approve.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await page.getByRole("button", { name: "Reject" }).tap();
  await page.getByRole("textbox", { name: "Comment" }).fill("Use a book.");
  await page.getByRole("button", { name: "Reject" }).tap();
  await expect(page.getByText("You rejected this")).toBeVisible();
  await page.getByTestId("task").locator("..").getByRole("link", { name: "Inbox" }).tap();
  await expect(page.getByRole("heading", { name: "Inbox" })).toBeVisible();
});

test("a long name leaves room for the amount and the day it is due", async ({ as, api }) => {
  await (await api("requester")).startPurchase(unique("Anvil"), 7_400);
  const page = await as("manager", { viewport: { width: 390, height: 844 } });
  const long = "Approval of the procurement of everything that the workshop needs";
  await page.route("**/api/v1/tasks?*", async (route) => {
    const response = await route.fetch();
    const body = (await response.json()) as { items: { name: string }[] };
    await route.fulfill({
      response,
      json: { ...body, items: body.items.map((task) => ({ ...task, name: long })) },
    });
  });
  await page.goto("/inbox?search=Anvil");
  const row = inboxRow(page, "Anvil").first();
  await expect(row).toContainText(long);
  for (const words of ["7,400", "Due in"]) {
    const box = await row.getByText(words).boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0), words).toBeLessThanOrEqual(390);
  }
});

test("the language follows its reader, to the next visit too", async ({ as }) => {
  const page = await as("finance");
  await page.goto("/inbox");
  await page.getByRole("button", { name: /^You:/ }).click();
  await page.getByRole("menuitem", { name: "Deutsch" }).click();
  await expect(page.getByRole("heading", { name: "Eingang" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Eingang" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await page.getByRole("button", { name: /^Sie:/ }).click();
  await page.getByRole("menuitem", { name: "English" }).click();
  await expect(page.getByRole("heading", { name: "Inbox" })).toBeVisible();
});

test("the inbox loads at most 250 kB of script", async ({ as }) => {
  const page = await as("manager");
  await page.goto("/inbox");
  await expect(page.getByRole("heading", { name: "Inbox" })).toBeVisible();
  const bytes = await page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .filter((entry) => entry.name.endsWith(".js"))
      .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize, 0),
  );
  test.info().annotations.push({ type: "inbox script", description: `${Math.round(bytes / 1000)} kB` });
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThanOrEqual(250_000);
});

test("signing out ends the session", async ({ browser }) => {
  const page = await (await browser.newContext()).newPage();
  await page.goto("/requests");
  await expect(page.getByText("Sign in to go on where you were.")).toBeVisible();
  await page.getByLabel("Username").fill("designer");
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert")).toContainText("don't match");
  await page.getByLabel("Password", { exact: true }).fill(passwordOf("designer"));
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "My requests" })).toBeVisible();
  await page.getByRole("button", { name: /^You:/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  expect((await page.request.get("/api/v1/me")).status()).toBe(401);
  await page.context().close();
});
