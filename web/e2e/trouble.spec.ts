import { expectAccessible } from "./accessible.ts";
import { passwordOf, unique } from "./people.ts";
import { expect, inboxOf, inboxRow, test } from "./test.ts";

test("a session that ends in the middle of a sentence is begun anew, and the sentence is kept", async ({
  as,
  api,
}) => {
  const item = unique("Hourglass");
  await (await api("requester")).startPurchase(item);
  const page = await as("manager", { colorScheme: "dark" });
  await page.goto(inboxOf(item));
  await inboxRow(page, item).click();
  const comment = page.getByRole("textbox", { name: "Comment" });
  await comment.fill("Time is money.");
  await page.context().clearCookies();
  await page.getByRole("button", { name: "Approve" }).click();

  const dialog = page.getByRole("dialog", { name: "Your session has ended" });
  await expect(dialog.getByLabel("Password", { exact: true })).toBeFocused();
  await expectAccessible(page, "sign in again");
  await dialog.getByLabel("Password", { exact: true }).fill(passwordOf("manager"));
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(comment).toHaveValue("Time is money.");
  await page.getByRole("button", { name: "Approve" }).click();
  await expect(page.getByText("You approved this")).toBeVisible();
});

test("while the server is away every page says so, and goes on when it is back", async ({ as }) => {
  const page = await as("manager", { colorScheme: "dark", viewport: { width: 390, height: 844 } });
  await page.route("**/api/**", (route) => route.abort());
  await page.goto("/requests");
  await expect(page.getByRole("heading", { name: "The server can't be reached", level: 1 })).toBeVisible();
  await expect(page).toHaveTitle(/can't be reached/);
  await expectAccessible(page, "first load without a server");
  await page.unrouteAll();
  await page.getByRole("button", { name: "Try again" }).click();

  const heading = page.getByRole("heading", { name: "My requests" });
  await expect(heading).toBeVisible();
  const place = await heading.boundingBox();
  await page.context().setOffline(true);
  await expect(page.getByText("You are offline.")).toBeVisible();
  expect(await heading.boundingBox()).toEqual(place);
  await expectAccessible(page, "offline");
  await page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "Inbox" }).click();
  await expect(page.getByRole("status", { name: "Loading" })).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByText("You are offline.")).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Inbox" })).toBeVisible();
});

test("what is not here names the tab, and says where to go instead", async ({ as }) => {
  const page = await as("requester");
  await page.goto("/requests/1");
  await expect(page.getByRole("heading", { name: "This is not here", level: 1 })).toBeFocused();
  await expect(page).toHaveTitle(/This is not here/);
  await page.getByRole("link", { name: "My requests" }).click();
  await expect(page.getByRole("heading", { name: "My requests" })).toBeVisible();
});

test("nothing is sent while its form is still on the way", async ({ as }) => {
  const page = await as("requester");
  let arrive: () => void = () => undefined;
  const form = new Promise<void>((resolve) => (arrive = resolve));
  await page.route("**/assets/FormView*.js", async (route) => {
    await form;
    await route.continue();
  });
  await page.goto("/start/leave-request");
  await expect(page.getByRole("heading", { name: "Leave request" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Submit" })).toBeHidden();
  arrive();
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page).toHaveURL(/leave-request$/);
  await expect(page.getByLabel("First day")).toBeVisible();
});

test("a form speaks the language of the page, its calendar too", async ({ as }) => {
  const page = await as("requester", { locale: "de-DE" });
  await page.goto("/start/leave-request");
  await page.getByRole("button", { name: "Absenden" }).click();
  await expect(page.getByText("Bitte ausfüllen.").first()).toBeVisible();
  await page.getByLabel("First day").click();
  await expect(page.locator(".flatpickr-calendar.open")).toContainText("Mo");
});

test("who can't be signed out is told so", async ({ as }) => {
  const page = await as("requester", { colorScheme: "dark" });
  await page.goto("/requests");
  await page.route("**/api/v1/session", (route) => route.abort());
  await page.getByRole("button", { name: /^You:/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("alert")).toContainText("You are still signed in");
  await expectAccessible(page, "not signed out");
});
