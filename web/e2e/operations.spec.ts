import { stuck } from "./models.ts";
import { unique } from "./people.ts";
import { expect, inboxOf, inboxRow, test } from "./test.ts";

test("an operator finds an incident, mends its variables and retries", async ({ as, api }) => {
  const id = unique("e2e-stuck").replace(" ", "-");
  await (await api("designer")).deploy(`${id}.bpmn`, stuck(id, id));
  const { processInstanceKey } = await (await api("operator")).start(id, {});
  const page = await as("operator");
  await page.goto("/operations/incidents");
  const incident = page.getByRole("article", { name: new RegExp(id) });
  await expect(incident).toContainText("decide");
  await incident.getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(processInstanceKey));

  await page.getByRole("tab", { name: "Progress" }).click();
  await expect(page.locator(".djs-element.is-incident[data-element-id='decide']")).toBeVisible();
  await page.getByRole("tab", { name: /Incidents/ }).click();
  await page.getByRole("button", { name: "Change variables" }).click();
  await page.getByLabel("Variables of the instance").fill('{"goOn": true}');
  await page.getByRole("button", { name: "Save and retry" }).click();
  await expect(page.getByText("Completed", { exact: true })).toBeVisible();
  await page.getByRole("tab", { name: "Variables" }).click();
  await expect(page.getByRole("row", { name: /goOn/ })).toContainText("true");
  await page.getByRole("tab", { name: "Audit" }).click();
  await expect(page.getByText("The technical problem was solved")).toBeVisible();
});

test("an operator finds an instance and cancels it, and its task leaves the inbox", async ({ as, api }) => {
  const item = unique("Crane");
  const { processInstanceKey } = await (await api("requester")).startPurchase(item);
  const [operator, manager] = [await as("operator"), await as("manager")];
  await manager.goto(inboxOf(item));
  const row = inboxRow(manager, item);
  await expect(row).toBeVisible();

  await operator.goto("/operations/instances");
  await operator.getByLabel("Key or business key").fill(processInstanceKey);
  await expect(operator).toHaveURL(new RegExp(`q=.*${processInstanceKey}`));
  await operator.getByRole("link", { name: "Purchase request" }).click();
  await operator.getByRole("button", { name: "Cancel instance" }).click();
  const dialog = operator.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Keep it" })).toBeFocused();
  await dialog.getByRole("button", { name: "Cancel instance" }).click();
  await expect(operator.getByText("Terminated", { exact: true })).toBeVisible();
  await expect(row).toHaveCount(0);
});

test("the system page tells how things are", async ({ as }) => {
  const page = await as("operator");
  await page.goto("/operations/system");
  await expect(page.getByText("Reachable", { exact: true })).toBeVisible();
  await expect(page.getByRole("table", { name: "Partitions" }).getByRole("row")).not.toHaveCount(1);
});
