import { expectAccessible, expectReadable } from "./accessible.ts";
import { tell } from "./models.ts";
import { unique } from "./people.ts";
import { expect, test } from "./test.ts";

test("a designer writes what mails say, sees what is wrong, and goes back", async ({ as }) => {
  const page = await as("admin");
  await page.goto("/admin/templates");
  await expect(page.getByRole("heading", { name: "Mail templates", level: 1 })).toBeVisible();
  await expectAccessible(page, "templates");
  await page.getByRole("button", { name: "Add template" }).click();
  const kind = unique("welcome").toLowerCase().replaceAll(" ", "-");
  const adding = page.getByRole("dialog", { name: "Add template" });
  await adding.getByLabel("Id").fill(kind);
  await adding.getByRole("button", { name: "Write it" }).click();

  const subject = page.getByRole("textbox", { name: "Subject" });
  const html = page.getByRole("textbox", { name: "Text with formatting (HTML)" });
  await subject.fill("Welcome {{name}}");
  await html.fill('<h1>Hello</h1>\n<p>{{#url}}<a class="button" href="{{url}}">Begin</a></p>');
  await expect(page.getByText("a section is not opened or closed.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Save" })).toBeDisabled();
  await html.fill('<h1>Hello</h1>\n<p>{{#url}}<a class="button" href="{{url}}">Begin</a>{{/url}}</p>');
  const mail = page.getByRole("region", { name: "Preview" }).frameLocator("iframe");
  await expect(mail.getByRole("link", { name: "Begin" })).toBeVisible();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Version 1")).toBeVisible();

  await subject.fill("Good morning");
  await page.getByText("Plain text", { exact: true }).last().click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Version 2")).toBeVisible();
  await page.getByRole("button", { name: "Compare with now" }).click();
  await expect(page.getByLabel("What is different now")).toContainText("Good morning");
  await expectAccessible(page, "a template with its versions");
  await page.getByRole("button", { name: "Go back to it" }).click();
  await expect(page.getByText("with the words of version 1")).toBeVisible();
  await expect(subject).toHaveValue("Welcome {{name}}");
});

test("an operator finds a mail and what the server said of it", async ({ as, api }) => {
  const item = unique("Letterbox");
  await (await api("requester")).startPurchase(item);
  const page = await as("operator", { colorScheme: "dark" });
  await page.goto(`/operations/deliveries?q=${encodeURIComponent(item)}`);
  await expect(page.getByRole("heading", { name: "Mails", level: 1 })).toBeVisible();
  const row = page.getByRole("row").filter({ hasText: item }).first();
  await expect(async () => {
    await page.reload();
    await expect(row).toContainText("Sent", { timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
  await expectAccessible(page, "deliveries");
  await row.getByRole("button", { name: /Details of/ }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("250")).toBeVisible();
  await expectAccessible(page, "a mail");
});

test("somebody chooses how to hear of things, and reads in the app what happened", async ({ as, api }) => {
  const page = await as("manager");
  await page.goto("/preferences/notifications");
  const mentions = page.getByRole("group", { name: "Somebody mentions you" });
  await mentions.getByRole("combobox").selectOption("Once a day");
  await expect(page.getByLabel("Daily mail at")).toBeVisible();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved. It counts from now on.")).toBeVisible();
  await expectAccessible(page, "notification preferences");
  await page.reload();
  await expect(mentions.getByRole("combobox")).toHaveValue("DAILY");

  const item = unique("Bell");
  await (await api("requester")).startPurchase(item);
  const bell = page.getByRole("button", { name: /^Notifications/ });
  await expect(async () => {
    await page.reload();
    await bell.click();
    await expect(page.getByRole("dialog", { name: /^Notifications/ })).toContainText(item, {
      timeout: 3_000,
    });
  }).toPass({ timeout: 60_000 });
  await expectReadable(page, "the bell");
  await page.getByRole("dialog").getByRole("link", { name: item }).click();
  await expect(page.getByTestId("task")).toContainText(item);
  await page.getByRole("tab", { name: "History" }).click();
  const told = page.getByRole("region", { name: "Mails about this task" });
  await expect(told).toContainText(item);
});

test("somebody hears of what processes send in the app only", async ({ as, api }) => {
  const page = await as("finance");
  await page.goto("/preferences/notifications");
  const messages = page.getByRole("group", { name: "What processes send you" });
  await messages.getByRole("checkbox", { name: "By mail" }).uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved. It counts from now on.")).toBeVisible();
  await page.reload();
  await expect(messages.getByRole("checkbox", { name: "By mail" })).not.toBeChecked();
  await expect(messages.getByRole("checkbox", { name: "In the app" })).toBeChecked();

  const subject = unique("Stock count");
  const id = subject.replaceAll(" ", "-");
  await (
    await api("designer")
  ).deploy(`${id}.bpmn`, tell(id, '=["user:finance", "requester"]', subject, "Bring a pen."));
  const { processInstanceKey } = await (await api("requester")).start(id, {});
  const told = page.getByRole("dialog", { name: /^Notifications/ });
  await page.getByRole("button", { name: /^Notifications/ }).click();
  await expect(told, "without a reload").toContainText(subject, { timeout: 60_000 });
  await expect(told).toContainText("Bring a pen.");
  await expect(told.getByRole("link", { name: subject }), "who may not see the request").toHaveCount(0);
  await expectReadable(page, "what a process sent, in the bell");

  const requester = await as("requester");
  await requester.goto("/inbox");
  await requester.getByRole("button", { name: /^Notifications/ }).click();
  await requester.getByRole("dialog").getByRole("link", { name: subject }).click();
  await expect(requester).toHaveURL(new RegExp(`/requests/${processInstanceKey}$`));

  const operator = await as("operator");
  await operator.goto(`/operations/deliveries?q=${encodeURIComponent(subject)}`);
  await expect(operator.getByRole("row").filter({ hasText: subject }), "to the requester").toHaveCount(1);
});
