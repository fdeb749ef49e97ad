import { unique } from "./people.ts";
import { expect, test } from "./test.ts";

test("an admin adds a group and a user in it, who can then sign in", async ({ as, browser }) => {
  const id = unique("team").replace(" ", "-");
  const username = unique("user").replace(" ", "-");
  const page = await as("admin");
  await page.goto("/admin/groups");
  await page.getByRole("button", { name: "Add group" }).click();
  await page.getByLabel("Name").fill(`Team ${id}`);
  await page.getByLabel("Id").fill(id);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("link", { name: `Team ${id}` })).toBeVisible();

  await page.goto("/admin/users");
  await page.getByRole("button", { name: "Add user" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Display name").fill("Nora New");
  await dialog.getByLabel("Username").fill(username);
  await dialog.getByLabel("Mail address").fill(`${username}@example.com`);
  await dialog.getByRole("textbox", { name: "Password" }).fill("correct horse battery");
  await dialog.getByRole("combobox", { name: "Groups" }).fill(id);
  await page.getByRole("option", { name: `Team ${id}` }).click();
  await page.keyboard.press("Escape");
  await dialog.getByRole("combobox", { name: "Manager" }).fill("Mara");
  await page.getByRole("option", { name: /Mara/ }).click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  await page.getByLabel("Search users").fill(username);
  const row = page.getByRole("row", { name: /Nora New/ });
  await expect(row).toContainText(id);
  await expect(row).toContainText("manager");

  const theirs = await (await browser.newContext()).newPage();
  await theirs.goto("/");
  await expect(theirs.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(theirs.getByText("Sign in to go on where you were.")).toHaveCount(0);
  await theirs.getByLabel("Username").fill(username);
  await theirs.getByLabel("Password", { exact: true }).fill("correct horse battery");
  await theirs.getByRole("button", { name: "Sign in" }).click();
  await expect(theirs.getByRole("heading", { name: "Inbox" })).toBeVisible();
  await expect(theirs.getByRole("link", { name: "Admin" })).toHaveCount(0);
  await theirs.goto("/admin/users");
  await expect(theirs.getByText("You have no access to this")).toBeVisible();
  await theirs.context().close();
});

test("an API key is shown once, works, and is gone when revoked", async ({ as, playwright, baseURL }) => {
  const name = unique("Script");
  const page = await as("admin");
  await page.goto("/admin/api-keys");
  await page.getByRole("button", { name: "Create API key" }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create", exact: true }).click();
  const key = (await page.getByTestId("api-key").textContent()) ?? "";
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByTestId("api-key")).toHaveCount(0);

  const program = await playwright.request.newContext({
    ...(baseURL === undefined ? {} : { baseURL }),
    extraHTTPHeaders: { Authorization: `Bearer ${key}` },
  });
  expect((await program.get("/v2/topology")).status()).toBe(200);
  await page.getByRole("button", { name: `Revoke ${name}` }).click();
  await expect(page.getByRole("row", { name: new RegExp(name) })).toContainText("Revoked");
  expect((await program.get("/v2/topology")).status()).toBe(401);
  await program.dispose();
});
