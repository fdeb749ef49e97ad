import { expectAccessible } from "./accessible.ts";
import { passwordOf, unique } from "./people.ts";
import { expect, inboxRow, test } from "./test.ts";

test("a session that ends in the middle of a sentence is begun anew, and the sentence is kept", async ({
  as,
  api,
}) => {
  const item = unique("Hourglass");
  await (await api("requester")).startPurchase(item);
  const page = await as("manager", { colorScheme: "dark" });
  await page.goto("/inbox");
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
