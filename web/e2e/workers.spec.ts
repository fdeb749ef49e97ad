import { expectAccessible } from "./accessible.ts";
import { order } from "./models.ts";
import { unique } from "./people.ts";
import { expect, test } from "./test.ts";

// a type that no other journey needs, so that nobody waits for what is paused here
const name = "Call another system (Camunda's REST connector)";

test("an operator pauses a kind of job, changes how many run at once, and resumes it", async ({ as }) => {
  const page = await as("operator");
  await page.goto("/operations/workers");
  await expect(page.getByRole("heading", { name: "Workers", level: 1 })).toBeVisible();
  const worker = page.getByRole("region", { name });
  await expect(worker.getByText(/^\d+ of \d+$/)).toBeVisible();
  await expectAccessible(page, "workers");

  await worker.getByRole("button", { name: `Pause: ${name}` }).click();
  await expect(worker.getByText("Paused")).toBeVisible();
  await expect(worker.getByText(/^Set by/)).toBeVisible();

  await worker.getByRole("button", { name: `How many at once: ${name}` }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Jobs at once, on each node").fill("0");
  await expect(dialog.getByText("A number from 1 to 1000")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Save" })).toBeDisabled();
  await dialog.getByLabel("Jobs at once, on each node").fill("7");
  await expectAccessible(page, "how many at once");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(worker.getByText("0 of 7")).toBeVisible();

  await worker.getByRole("button", { name: `Resume: ${name}` }).click();
  await expect(worker.getByText("Running", { exact: true })).toBeVisible();
});

test("an operator reads what was said in a call to another system", async ({ as, api }) => {
  const item = unique("Lathe");
  const id = item.replaceAll(" ", "-");
  await (await api("designer")).deploy(`${id}.bpmn`, order(id, item));
  const { processInstanceKey } = await (await api("requester")).start(id, {});
  const operator = await api("operator");
  await expect
    .poll(async () => {
      const answer = await operator.context.get(`/api/v1/instances/${processInstanceKey}`);
      return answer.ok() && ((await answer.json()) as { operations: unknown[] }).operations.length;
    })
    .toBe(1);

  const page = await as("operator", { colorScheme: "dark" });
  await page.goto(`/operations/instances/${processInstanceKey}?tab=messages`);
  await page.getByRole("button", { name: "What was said" }).click();
  await expect(page.getByRole("region", { name: "Sent" })).toContainText(`"item": "${item}"`);
  await expect(page.getByRole("region", { name: "Answered" })).toContainText("BOOKED");
  await expectAccessible(page, "what was said");
});
