import { expect, test } from "vitest";

import { describeWeek, parseHours, writeHours } from "./hours.ts";

test.each([
  ["9-17", ["09:00-17:00"]],
  ["09:00-12:00, 13:00 – 17:30", ["09:00-12:00", "13:00-17:30"]],
  ["9.30-12;13-24", ["09:30-12:00", "13:00-24:00"]],
  ["0-24", ["00:00-24:00"]],
  ["  ", []],
])("understands %s", (text, hours) => {
  expect(parseHours(text)).toEqual(hours);
});

test.each(["nine to five", "9", "17-9", "9-9", "9-12, 11-13", "25-26", "9:70-17", "9-12-13", "8-24:01"])(
  "says that it does not understand %s",
  (text) => expect(parseHours(text)).toBeNull(),
);

test("what is written is understood again", () => {
  const hours = ["08:00-12:00", "12:45-16:30"];
  expect(writeHours(hours)).toBe("08:00–12:00, 12:45–16:30");
  expect(parseHours(writeHours(hours))).toEqual(hours);
});

test("says a week in few words", () => {
  const day = ["09:00-17:00"];
  const week = {
    MONDAY: day,
    TUESDAY: day,
    WEDNESDAY: ["09:00-12:00"],
    THURSDAY: day,
    FRIDAY: day,
    SATURDAY: [],
    SUNDAY: [],
  };
  expect(describeWeek(week, "en")).toBe("Mon–Tue 09:00–17:00 · Wed 09:00–12:00 · Thu–Fri 09:00–17:00");
  expect(describeWeek({ ...week, WEDNESDAY: day }, "de")).toBe("Mo–Fr 09:00–17:00");
});
