import type { Page } from "@playwright/test";

import { unique } from "../e2e/people.ts";
import { expect, inboxOf, test } from "../e2e/test.ts";

const rounds = Number(process.env["BENCH_ROUNDS"] ?? 150);
const newestFirst = "&sort=created&direction=desc";
/** A task above this also goes to finance. */
const large = 7_400;

/** Tells when a row of the inbox first shows a number, by the clock that the server shares. Nobody asks meanwhile: it would cost time. */
async function watch(page: Page): Promise<(number: number) => Promise<number>> {
  await page.evaluate(() => {
    const seen: Record<string, number> = {};
    const awaited: Record<string, (at: number) => void> = {};
    Object.assign(window, {
      whenSeen: (number: string) =>
        seen[number] ?? new Promise<number>((resolve) => (awaited[number] = resolve)),
    });
    const look = () => {
      for (const row of document.querySelectorAll("[data-tasks] a")) {
        const number = /No (\d+)\./.exec(row.textContent)?.[1];
        if (number === undefined) continue;
        seen[number] ??= Date.now();
        awaited[number]?.(seen[number]);
      }
    };
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });
  return (number) =>
    page.evaluate(
      (key) =>
        (window as unknown as { whenSeen: (number: string) => number | Promise<number> }).whenSeen(key),
      `${number}`,
    );
}

const say = (line: string) => void process.stdout.write(`${line}\n`);

function report(what: string, millis: readonly number[]) {
  const sorted = [...millis].sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)];
  say(
    `${what}: p50 ${at(0.5)} ms, p90 ${at(0.9)} ms, p99 ${at(0.99)} ms, max ${at(1)} ms (${sorted.length} times)`,
  );
}

test("task created -> row visible in an open browser", async ({ as, api }) => {
  const [requester, manager] = [await api("requester"), await api("manager")];
  const word = unique("Visible");
  const page = await as("manager");
  await page.goto(inboxOf(word) + newestFirst);
  await expect(page.getByText("No task fits")).toBeVisible();
  const shown = await watch(page);
  const millis: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const { processInstanceKey } = await requester.startPurchase(`${word} No ${round}.`, 100);
    const at = await shown(round);
    const { items } = await manager.get<{ items: { createdAt: string }[] }>(
      `/api/v1/tasks?processInstanceKey=${processInstanceKey}`,
    );
    millis.push(at - Date.parse(items[0]?.createdAt ?? ""));
  }
  report("task created -> row visible in an open browser", millis);
});

test("decision click -> next person's task visible", async ({ as, api }) => {
  const requester = await api("requester");
  const word = unique("Next");
  const [manager, finance] = [await as("manager"), await as("finance")];
  await finance.goto(inboxOf(word) + newestFirst);
  await expect(finance.getByText("No task fits")).toBeVisible();
  const shown = await watch(finance);
  const millis: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await requester.startPurchase(`${word} No ${round}.`, large);
    await manager.goto(inboxOf(`${word} No ${round}.`) + newestFirst);
    await manager.getByRole("list", { name: "Inbox" }).getByRole("link").click();
    const approve = manager.getByRole("button", { name: "Approve", exact: true });
    await approve.evaluate((button) =>
      button.addEventListener("click", () => Object.assign(window, { clicked: Date.now() })),
    );
    // somebody reads before deciding; what the click before caused has settled
    await manager.waitForTimeout(1_000);
    await approve.click();
    const clicked = await manager.evaluate(() => (window as unknown as { clicked: number }).clicked);
    millis.push((await shown(round)) - clicked);
  }
  report("decision click -> next person's task visible", millis);
});

test("long tasks while the list is gone through", async ({ as, api }) => {
  const requester = await api("requester");
  const word = unique("Long");
  for (let count = 0; count < 4 * rounds; count++) await requester.startPurchase(`${word} No ${count}.`, 100);
  const page = await as("manager");
  await page.addInitScript(() => {
    const long: number[] = [];
    Object.assign(window, { long });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) long.push(Math.round(duration));
    }).observe({ type: "longtask", buffered: true });
  });
  await page.goto(inboxOf(word));
  const list = page.getByRole("list", { name: "Inbox" });
  await expect(list.getByRole("link").first()).toBeVisible();
  const arriving = await page.evaluate(() => (window as unknown as { long: number[] }).long.splice(0));
  await list.hover();
  const last = list.getByRole("link").filter({ hasText: `No ${4 * rounds - 1}.` });
  while (!(await last.isVisible())) await page.mouse.wheel(0, 1_500);
  const scrolling = await page.evaluate(() => (window as unknown as { long: number[] }).long);
  say(`long tasks, ms: first load ${arriving.join(" ")}; ${4 * rounds} rows: ${scrolling.join(" ")}`);
});
