import type { Page } from "@playwright/test";

import { expectAccessible } from "./accessible.ts";
import { together } from "./models.ts";
import { unique } from "./people.ts";
import { expect, inboxRow, test, type Api } from "./test.ts";

/** Three requests of somebody else, and two of the manager's own, which he must not decide. */
async function fiveRequests(api: (who: "designer" | "requester" | "manager") => Promise<Api>) {
  const name = unique("Badge");
  const id = name.replaceAll(" ", "-");
  await (
    await api("designer")
  ).deploy(
    `${id}.bpmn`,
    together(id, name, { policy: "any", approvers: '=["manager", "finance"]', exclude: "requester" }),
  );
  const [requester, manager] = [await api("requester"), await api("manager")];
  const theirs: string[] = [];
  for (const item of ["Door", "Desk", "Gate"]) {
    theirs.push((await requester.start(id, { item })).processInstanceKey);
  }
  for (const item of ["Roof", "Yard"]) await manager.start(id, { item });
  return { name, theirs };
}

async function openList(page: Page, name: string, count: number) {
  await page.goto("/inbox");
  await page.getByRole("searchbox").fill(name);
  await expect(inboxRow(page, name)).toHaveCount(count);
  // and nothing of others any more
  await expect(page.getByRole("checkbox")).toHaveCount(count);
}

const box = (page: Page, item: string) => page.getByRole("checkbox", { name: new RegExp(`${item}$`) });
const dialog = (page: Page) => page.getByRole("dialog");

test("decides many at once, says why not the others, and takes it back", async ({ as, api }) => {
  const { name, theirs } = await fiveRequests(api);
  const page = await as("manager");
  await openList(page, name, 5);
  const rows = await inboxRow(page, name).allTextContents();

  // from the first to the last with the mouse and shift, and all of them off by the keyboard
  const boxes = page.getByRole("checkbox");
  await inboxRow(page, name).first().hover();
  await boxes.first().check();
  await boxes.last().click({ modifiers: ["Shift"] });
  await expect(page.getByText("5 selected").last()).toBeVisible();
  await expectAccessible(page, "the inbox with selected tasks");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("region", { name: "Selected tasks" })).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Inbox" })).toBeFocused();

  await inboxRow(page, name).first().focus();
  await page.keyboard.press("x");
  await expect(page.getByText("1 selected").last()).toBeVisible();
  await page.getByRole("button", { name: "Select all" }).click();
  const approve = page
    .getByRole("region", { name: "Selected tasks" })
    .getByRole("button", { name: "Approve" });
  await approve.click();
  await expect(dialog(page)).toContainText("You can approve 3 of 5.");
  const reason = dialog(page).getByRole("listitem");
  await expect(reason).toHaveCount(1);
  await expect(reason).toContainText("2");
  await expect(reason).toContainText("You can't approve this: you made the request.");
  await expect(reason).toContainText("Roof");
  await expectAccessible(page, "what deciding many tasks would come to");
  await page.keyboard.press("Escape");
  await expect(approve).toBeFocused();

  await page.keyboard.press("A");
  await dialog(page).getByLabel("Comment").fill("All planned.");
  await dialog(page).getByRole("button", { name: "Approve 3 tasks" }).click();
  await expect(page.getByText("3 tasks approved.")).toBeVisible();
  // while somebody is at the list, what is decided keeps its place
  const open = inboxRow(page, name).and(page.locator(":not([data-gone=true])"));
  await expect(open).toHaveCount(2);
  await page.keyboard.press("u");
  await expect(page.getByText("Undone: 3 tasks are as before.")).toBeVisible();
  await expect(open).toHaveCount(5);
  expect(await inboxRow(page, name).allTextContents()).toEqual(rows);

  // for good this time
  const requester = await api("requester");
  for (const item of ["Door", "Desk", "Gate"]) await box(page, item).check();
  await approve.click();
  await dialog(page).getByRole("button", { name: "Approve 3 tasks" }).click();
  const undo = page.getByRole("button", { name: "Undo" });
  await expect(undo).toBeVisible();
  expect((await request(requester, theirs[0]!)).state).toBe("ACTIVE");
  // last, as a slow machine may need longer for it than there is time to go back
  await expectAccessible(page, "the way back from a decision on many tasks");
  await expect(undo).toBeHidden();
  for (const key of theirs) {
    await expect.poll(async () => (await request(requester, key)).state).toBe("COMPLETED");
    expect((await request(requester, key)).decisions).toHaveLength(1);
    const trail = await requester.get<{ items: { action: string }[] }>(
      `/api/v1/audit-entries?processInstanceKey=${key}&objectType=task`,
    );
    const actions = trail.items.map(({ action }) => action);
    expect(actions.filter((action) => action === "task.completed")).toHaveLength(1);
    expect(actions.filter((action) => action === "task.decision-undone")).toHaveLength(1);
  }
});

interface RequestOf {
  state: string;
  decisions: unknown[];
}
const request = (api: Api, key: string) => api.get<RequestOf>(`/api/v1/requests/${key}`);

test("works with the thumb, and asks why where many are rejected", async ({ as, api }) => {
  const { name } = await fiveRequests(api);
  const page = await as("finance", {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    colorScheme: "dark",
  });
  await openList(page, name, 5);
  await box(page, "Door").tap();
  await box(page, "Roof").tap();
  const reject = page.getByRole("region", { name: "Selected tasks" }).getByRole("button", { name: "Reject" });
  const place = await reject.boundingBox();
  expect(place?.y).toBeGreaterThan(600);
  expect(place?.height).toBeGreaterThanOrEqual(44);
  await expectAccessible(page, "selected tasks on a phone");
  await reject.tap();
  await expect(dialog(page)).toContainText("You can reject all 2.");
  await dialog(page).getByRole("button", { name: "Reject 2 tasks" }).tap();
  await expect(dialog(page).getByLabel("Comment")).toBeFocused();
  await expect(dialog(page)).toContainText("Say why, so that they know what to change.");
  await dialog(page).getByLabel("Comment").fill("Too late in the year.");
  await dialog(page).getByRole("button", { name: "Reject 2 tasks" }).tap();
  await expect(page.getByText("2 tasks rejected.")).toBeVisible();
  const undo = page.getByRole("button", { name: "Undo" });
  expect((await undo.boundingBox())?.y).toBeGreaterThan(600);
  await undo.tap();
  await expect(page.getByText("Undone: 2 tasks are as before.")).toBeVisible();
  await expectAccessible(page, "what was undone, on a phone");
  await expect(inboxRow(page, name)).toHaveCount(5);
});
