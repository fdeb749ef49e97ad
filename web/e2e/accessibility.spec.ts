import type { Page } from "@playwright/test";

import { expectAccessible, expectReadable } from "./accessible.ts";
import { stuck } from "./models.ts";
import { unique } from "./people.ts";
import { expect, test } from "./test.ts";

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/**
 * In both colours: a page is opened once, and changes its colours as its reader's system does. They are the same at every width, so that
 * on a phone only what is there alone is looked at twice.
 */
async function expectAccessibleInAnyLight(page: Page, what: string, both = true): Promise<void> {
  await page.emulateMedia({ colorScheme: "light" });
  await expect(page.locator("html[data-mantine-color-scheme=light]")).toBeVisible();
  await expectAccessible(page, what);
  if (!both) return;
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(page.locator("html[data-mantine-color-scheme=dark]")).toBeVisible();
  await expectReadable(page, `${what} in the dark`);
}

for (const width of [1440, 390]) {
  test(`every page passes axe at ${width} pixels`, async ({ as, api, browser }) => {
    test.slow();
    const requester = await api("requester");
    const { processInstanceKey } = await requester.startPurchase(unique("Ladder"), 8_000);
    const id = unique("e2e-axe").replace(" ", "-");
    await (await api("designer")).deploy(`${id}.bpmn`, stuck(id, id));
    const { processInstanceKey: broken } = await (await api("operator")).start(id, {});
    const admin = await api("admin");
    const task = async () =>
      (
        await admin.get<{ items: { taskKey: string }[] }>(
          `/api/v1/tasks?processInstanceKey=${processInstanceKey}`,
        )
      ).items[0]?.taskKey;
    await expect.poll(task).toBeDefined();
    const { items } = await admin.get<{ items: { processDefinitionKey: string }[] }>(
      "/api/v1/process-definitions",
    );
    const definition = items[0]?.processDefinitionKey ?? "";

    const options = { viewport: { width, height: 900 } };
    const page = await as("admin", options);
    const settled = async (path: string) => {
      await page.goto(path);
      await expect(page.getByRole("main")).toBeVisible();
      await expect(page.locator("main [role=status][aria-label=Loading]")).toHaveCount(0);
      await expectAccessibleInAnyLight(page, path, width > 767 || path.startsWith("/inbox"));
      expect(await overflow(page), `${path} scrolls sideways`).toBe(0);
    };
    for (const path of [
      "/inbox",
      "/inbox?view=mine&search=nothing-is-called-like-this",
      "/inbox?view=done",
      `/inbox/${(await task()) ?? ""}`,
      `/inbox/${(await task()) ?? ""}?tab=progress`,
      `/inbox/${(await task()) ?? ""}?tab=history`,
      "/inbox/1",
      "/substitution",
      "/start",
      "/start/purchase-request",
      "/start/leave-request",
      "/start/none",
      "/requests",
      `/requests/${processInstanceKey}`,
      "/requests/1",
      "/designer",
      `/designer/${definition}`,
      "/operations/instances",
      "/operations/instances?q=nothing",
      "/operations/incidents",
      "/operations/workers",
      "/operations/deliveries",
      "/operations/system",
      ...["progress", "variables", "incidents", "jobs", "messages", "audit"].map(
        (tab) => `/operations/instances/${broken}?tab=${tab}`,
      ),
      "/audit",
      "/admin/users",
      "/admin/users?edit=%2B",
      "/admin/groups",
      "/admin/groups?edit=%2B",
      "/admin/calendars",
      "/admin/calendars?edit=office",
      "/admin/api-keys",
      "/admin/approve-by-mail",
      "/admin/templates",
      "/preferences/notifications",
      "/no-access",
      "/there-is-no-such-page",
    ]) {
      await test.step(path, () => settled(path));
    }

    await test.step("what opens over a page", async () => {
      await page.goto("/inbox");
      await page.getByRole("button", { name: /^You:/ }).click();
      await expect(page.getByRole("menu")).toBeVisible();
      await expectAccessibleInAnyLight(page, "user menu", width > 767);
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+k");
      await expect(page.getByPlaceholder("Search tasks, requests and places")).toBeVisible();
      await expectAccessibleInAnyLight(page, "palette", width > 767);
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toHaveCount(0);
      await page.keyboard.press("?");
      await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
      await expectAccessibleInAnyLight(page, "help sheet", width > 767);
    });

    const stranger = await (await browser.newContext(options)).newPage();
    for (const path of ["/sign-in", "/sign-in?next=%2Finbox", "/setup/used-already"]) {
      await test.step(path, async () => {
        await stranger.goto(path);
        await expect(stranger.getByRole("heading", { level: 1 })).toBeVisible();
        await expect(stranger.getByRole("status", { name: "Loading" })).toHaveCount(0);
        await expectAccessibleInAnyLight(stranger, path, width > 767);
      });
    }
    await stranger.context().close();
  });
}
