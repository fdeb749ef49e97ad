import { readFile } from "node:fs/promises";

import { expectAccessible, expectReadable } from "./accessible.ts";
import { unique } from "./people.ts";
import { expect, inboxOf, inboxRow, test } from "./test.ts";

test("a loan is asked for, approved, noted in the store's database and recorded as a PDF", async ({ as }) => {
  const why = unique("Roadshow");
  const requester = await as("requester");
  await requester.goto("/start/equipment-loan");
  await requester.getByLabel("What do you need?").fill("projector");
  await requester.getByLabel("Back by").fill("31/12/2099");
  await requester.getByLabel("What for?").fill(why);
  await expectAccessible(requester, "the form of a loan");
  await requester.getByRole("button", { name: "Submit" }).click();
  await expect(requester.getByRole("heading", { name: new RegExp(why) })).toBeVisible();

  const manager = await as("manager", { colorScheme: "dark" });
  await manager.goto(inboxOf(why));
  await inboxRow(manager, why).click();
  const store = manager.getByTestId("task").getByRole("table", { name: "Rows" });
  await expect(store.getByRole("row").filter({ hasText: "projector" })).toContainText(/\d/);
  await expectAccessible(manager, "the task of a loan, with what was found in the store");
  await manager.getByRole("button", { name: "Approve", exact: true }).click();

  await expect(requester.getByText("Approved by Mara Winter")).toBeVisible();
  await expect(requester.getByText("Loan number").locator("xpath=following-sibling::dd")).toHaveText(/^\d+$/);
  await expect(requester.getByText("Noted").locator("xpath=following-sibling::dd")).toHaveText("1");
  const history = requester.getByRole("region", { name: "What happened" });
  await expect(history.getByText("A database was asked")).toBeVisible();
  await expect(history.getByText("A database was changed")).toBeVisible();
  await expect(history.getByText("Countersign added the record of the decision")).toBeVisible();
  await expect(history.getByText(/failed/)).toHaveCount(0);
  await expectAccessible(requester, "a loan that was granted");

  const record = requester
    .getByRole("region", { name: "Files" })
    .getByRole("link", { name: /^Loan - projector\.pdf/ });
  const downloading = requester.waitForEvent("download");
  await record.click();
  const download = await downloading;
  expect((await readFile(await download.path())).subarray(0, 4).toString()).toBe("%PDF");
  const answer = await requester.request.get(download.url());
  expect(answer.headers()["content-disposition"]).toMatch(/^attachment/);

  await requester.emulateMedia({ colorScheme: "dark" });
  await requester.setViewportSize({ width: 390, height: 844 });
  await expectReadable(requester, "a loan that was granted, in the dark");
});
