import { expectAccessible } from "./accessible.ts";
import { together } from "./models.ts";
import { unique } from "./people.ts";
import { expect, inboxOf, inboxRow, test } from "./test.ts";

test("an administrator says when people work, and deadlines are reckoned by it", async ({ as, api }) => {
  const name = unique("Night shift");
  const id = name.toLowerCase().replaceAll(" ", "-");
  await (
    await api("designer")
  ).deploy(
    `${id}.bpmn`,
    together(
      id,
      name,
      { policy: "any", approvers: '=["manager"]' },
      { due: "PT5H", calendar: `${id}-calendar` },
    ),
  );
  await (await api("requester")).start(id, { item: "Lamp" });

  const admin = await as("admin");
  await admin.goto("/admin/calendars");
  await expect(admin.getByRole("row", { name: /Office in Berlin/ })).toContainText("Mon–Fri 09:00–17:00");
  await expectAccessible(admin, "calendars");
  await admin.getByRole("button", { name: "Add calendar" }).click();
  const dialog = admin.getByRole("dialog", { name: "Add calendar" });
  await dialog.getByLabel(/^Name/).fill(name);
  await dialog.getByLabel(/^Id/).fill(`${id}-calendar`);
  await dialog.getByLabel("Time zone").fill("Europe/Berlin");
  await admin.getByRole("option", { name: "Europe/Berlin" }).click();
  for (const day of ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]) {
    await dialog.getByLabel(day).fill("0–24");
  }
  await dialog.getByLabel("Sunday").fill("all day");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("Write hours such as 9–12, 13–17, in their order.")).toBeVisible();
  await dialog.getByLabel("Sunday").fill("0-24");
  await dialog.getByLabel("Public holidays of").fill("Bavaria");
  await admin.getByRole("option", { name: "Bavaria" }).click();
  await dialog.getByText(/\d+ holidays in/).click();
  await expect(dialog.getByText("Epiphany").first()).toBeVisible();
  await expectAccessible(admin, "a calendar");
  // round the clock, every day
  await dialog.getByRole("button", { name: "Clear" }).click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(admin.getByRole("row", { name })).toContainText("Mon–Sun 00:00–24:00");

  const manager = await as("manager");
  await manager.goto(inboxOf(name));
  await expect(inboxRow(manager, name)).toContainText("5 working hours");

  await admin.getByRole("link", { name }).click();
  await admin.getByRole("button", { name: "Delete calendar" }).click();
  await expect(admin.getByRole("row", { name })).toHaveCount(0);
});

test("what nobody decides goes to the manager, and what expires ends as that", async ({ as, api }) => {
  const [name, short] = [unique("Slow decision"), unique("Too late")];
  const designer = await api("designer");
  const requester = await api("requester");
  const admin = await api("admin");
  const always = unique("always").replace(" ", "-");
  const day = ["00:00-24:00"];
  await admin.post(`/api/v1/calendars/${always}`, {
    name: always,
    zone: "UTC",
    week: {
      MONDAY: day,
      TUESDAY: day,
      WEDNESDAY: day,
      THURSDAY: day,
      FRIDAY: day,
      SATURDAY: day,
      SUNDAY: day,
    },
    daysOff: [],
    workingDays: [],
    processIds: [],
    groups: [],
  });
  const escalating = name.replaceAll(" ", "-");
  const expiring = short.replaceAll(" ", "-");
  await designer.deploy(
    `${escalating}.bpmn`,
    together(
      escalating,
      name,
      { policy: "any", approvers: '=["finance"]' },
      { due: "PT1S", escalate: "PT1S", calendar: always },
    ),
  );
  await designer.deploy(
    `${expiring}.bpmn`,
    together(
      expiring,
      short,
      { policy: "any", approvers: '=["finance"]', onExpiry: "reject" },
      { due: "PT1S", expire: "PT1S", calendar: always },
    ),
  );
  await requester.start(escalating, {});
  const { processInstanceKey } = await requester.start(expiring, {});

  // finance's manager has it now, without being an approver
  const [manager, finance] = [await as("manager"), await as("finance", { colorScheme: "dark" })];
  await manager.goto(inboxOf(name));
  await inboxRow(manager, name).click();
  await expect(manager.getByText(/scalated/).first()).toBeVisible();
  await expectAccessible(manager, "a task that was escalated");
  await finance.goto(inboxOf(name));
  await inboxRow(finance, name).click();
  await expect(finance.getByText(/scalated/).first()).toBeVisible();
  await expectAccessible(finance, "a task that went to somebody else");
  await manager.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(manager.getByText("You approved this")).toBeVisible();

  const page = await as("requester", { viewport: { width: 390, height: 844 } });
  await page.goto(`/requests/${processInstanceKey}`);
  await expect(page.getByText(/xpired|in time/).first()).toBeVisible();
  await expectAccessible(page, "a request that expired");
  await expect(async () => {
    await page.goto("/mailbox");
    await expect(page.getByRole("link", { name: new RegExp(name) }).first()).toBeVisible({ timeout: 2_000 });
  }).toPass();
});
