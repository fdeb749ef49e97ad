import { refused, stuck } from "./models.ts";
import { unique } from "./people.ts";
import { expect, test } from "./test.ts";

const file = (name: string, text: string) => ({
  name,
  mimeType: "application/xml",
  buffer: Buffer.from(text),
});

test("a bad model is refused in words, a good one is deployed, drawn and startable", async ({ as }) => {
  const id = unique("e2e-model").replace(" ", "-");
  const name = unique("Model");
  const page = await as("designer");
  await page.goto("/designer");
  await page.getByLabel("Choose files").setInputFiles(file(`${id}.bpmn`, refused(id)));
  await page.getByRole("button", { name: "Deploy 1 file" }).click();
  const alert = page.getByRole("alert");
  await expect(alert).toBeVisible();
  await expect(alert).toContainText(/expression|=1 \+/i);

  await page.getByLabel("Choose files").setInputFiles(file(`${id}.bpmn`, stuck(id, name)));
  await page.getByRole("button", { name: "Deploy 1 file" }).click();
  await expect(page.getByText("Deployed", { exact: true }).first()).toBeVisible();
  await page.getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { name })).toBeVisible();
  await expect(page.locator("[data-element-id='decide']").first()).toBeVisible();
  await expect(page.getByRole("list").filter({ hasText: "Go on?" })).toBeVisible();
  await page.getByRole("link", { name: "Start it" }).click();
  await expect(page.getByRole("heading", { name })).toBeVisible();
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByText("Something went wrong, the operators know")).toBeVisible();
});

test("broken XML changes nothing and says so", async ({ as }) => {
  const page = await as("designer");
  await page.goto("/designer");
  await page.getByLabel("Choose files").setInputFiles(file("broken.bpmn", "<bpmn:definitions"));
  await page.getByRole("button", { name: "Deploy 1 file" }).click();
  await expect(page.getByRole("alert")).toContainText("broken.bpmn");
});
