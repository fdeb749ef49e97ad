import { expect, test } from "vitest";

import { describeCondition } from "./describeFilters.ts";

test.each([
  ["amount>=1000", "Amount ≥ 1000"],
  ["costCentre = 4711", "Cost centre: 4711"],
  ["supplier!=Northwind", "Supplier ≠ Northwind"],
  ["travelDate<2026-12-24", "Travel date < 2026-12-24"],
  ["nonsense", "nonsense"],
])("says %s as people do", (condition, words) => {
  expect(describeCondition(condition)).toBe(words);
});
