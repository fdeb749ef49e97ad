import type { TFunction } from "i18next";
import { expect, test } from "vitest";

import { workingTimeLeft } from "./workingTime.ts";

const t = ((key: string, { count }: { count: number }) =>
  `${key.split(".").at(-1)} ${count}`) as unknown as TFunction;
const left = (workingMinutes: number, workingDays: number) =>
  workingTimeLeft({ workingMinutes, workingDays }, t);

test("a moment after five hours were given there are five hours left", () => {
  expect(left(299, 0)).toBe("hoursLeft 5");
  expect(left(270, 0)).toBe("hoursLeft 5");
  expect(left(269, 0)).toBe("hoursLeft 4");
});

test("less than an hour is told in minutes, more than two days in days", () => {
  expect(left(59, 0)).toBe("minutesLeft 59");
  expect(left(60, 0)).toBe("hoursLeft 1");
  expect(left(960, 2)).toBe("hoursLeft 16");
  expect(left(1440, 3)).toBe("daysLeft 3");
});

test("what is late is told alike", () => {
  expect(left(-20, 0)).toBe("minutesLate 20");
  expect(left(-95, 0)).toBe("hoursLate 2");
  expect(left(-1440, -3)).toBe("daysLate 3");
});

test("where nobody works until it is due, working time says nothing", () => {
  expect(left(0, 0)).toBeNull();
});
