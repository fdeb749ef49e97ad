import { expect, test } from "vitest";

import { dayAfter, startOf } from "./days.ts";

test("the day after ends months, years and Februaries", () => {
  expect(dayAfter("2026-11-30")).toBe("2026-12-01");
  expect(dayAfter("2026-12-31")).toBe("2027-01-01");
  expect(dayAfter("2028-02-28")).toBe("2028-02-29");
});

test("a day begins at midnight here, the days of a changed clock too", () => {
  for (const day of ["2026-03-29", "2026-10-25", "2026-07-01"]) {
    const start = new Date(startOf(day));
    expect([start.getHours(), start.getMinutes(), start.getDate()]).toEqual([0, 0, Number(day.slice(8))]);
  }
});
