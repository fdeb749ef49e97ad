import i18next from "i18next";
import { beforeAll, expect, test } from "vitest";

import en from "../i18n/en.ts";
import { duration, isOverdue, relativeTime, shortDate, sinceDay } from "./when.ts";

beforeAll(() => i18next.init({ lng: "en", resources: { en: { translation: en } } }));

const now = new Date(2026, 10, 22, 15, 0).getTime();
const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString();

test.each([
  [0, "just now"],
  [0.5, "just now"],
  [0.7, "in 1 minute"],
  [-3, "3 minutes ago"],
  [-120, "2 hours ago"],
  [-24 * 60, "yesterday"],
  [26 * 60, "tomorrow"],
  [-5 * 24 * 60, "5 days ago"],
])("%d minutes from now is %j", (minutes, words) => {
  expect(relativeTime(at(minutes), now, "en")).toBe(words);
});

test("names the date beyond a week, with the year where it is another one", () => {
  expect(relativeTime(at(-20 * 24 * 60), now, "de")).toBe(shortDate(at(-20 * 24 * 60), now, "de"));
  expect(shortDate(at(-400 * 24 * 60), now, "en")).toContain("2025");
  expect(shortDate(at(-20 * 24 * 60), now, "en")).not.toContain("2026");
});

test("says since which day somebody waits", () => {
  expect(sinceDay(at(-3 * 24 * 60), now, "en")).toBe("Thursday");
  expect(sinceDay(at(-3 * 24 * 60), now, "de")).toBe("Donnerstag");
  expect(sinceDay(at(-60), now, "en")).toMatch(/2:00/);
});

test("knows what is late", () => {
  expect(isOverdue(at(-1), now)).toBe(true);
  expect(isOverdue(at(1), now)).toBe(false);
  expect(isOverdue(null, now)).toBe(false);
});

test("words a duration", () => {
  expect(duration(0.5, "en")).toBe("0.5 seconds");
  expect(duration(600, "en")).toBe("10 minutes");
});
