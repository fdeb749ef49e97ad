import { expect, test } from "vitest";

import { businessEntries, formatValue, humanize, moneyOf, subjectOf, unitValue, fileSize } from "./values.ts";

const words = { yes: "Yes", no: "No" };

test("makes words of names", () => {
  expect(humanize("costCenter")).toBe("Cost center");
  expect(humanize("needed-by_date")).toBe("Needed by date");
});

test("writes values as people do", () => {
  expect(formatValue(true, "en", words)).toBe("Yes");
  expect(formatValue(1234.5, "de", words)).toBe("1.234,5");
  expect(formatValue("2026-12-15", "en", words)).toBe("Dec 15, 2026");
  expect(formatValue(["a", "b"], "en", words)).toBe("a, b");
  expect(formatValue("", "en", words)).toBe("–");
  expect(formatValue({ a: 1 }, "en", words)).toBe('{"a":1}');
});

test("finds the sum and its currency, in the data or in the form", () => {
  expect(moneyOf({ amount: 2480.5, currency: "EUR" }, "en")?.text).toBe("€2,480.50");
  const field = { key: "amount", label: "Amount", options: new Map(), unit: "EUR" };
  expect(moneyOf({ amount: 912 }, "en", [field])?.text).toBe("€912.00");
  expect(moneyOf({ amount: 912 }, "en")?.text).toBe("912");
  expect(moneyOf({ amount: "many" }, "en")).toBeNull();
});

test("finds what a request is about", () => {
  expect(subjectOf({ amount: 3, item: " Oak desk " }, "en")).toBe("Oak desk");
  expect(subjectOf({ leaveFrom: "2026-12-21", leaveTo: "2026-12-23" }, "en")).toMatch(
    /^Dec 21\s–\s23, 2026$/,
  );
  expect(subjectOf({ amount: 3 }, "en")).toBeNull();
});

test("puts the unit beside a number", () => {
  expect(unitValue(5, "days", "en", words)).toBe("5 days");
  expect(unitValue("x", "EUR", "en", words)).toBe("x");
});

test("leaves our own variables out", () => {
  expect(
    businessEntries({ countersignStartId: "1", approval: {}, approvers: {}, item: "x", gone: null }),
  ).toEqual([["item", "x"]]);
});

test("writes sizes of files as people do", () => {
  expect([12, 2_340, 1_250_000, 52_000_000].map((bytes) => fileSize(bytes, "en"))).toEqual([
    "12 bytes",
    "2 kB",
    "1.3 MB",
    "52 MB",
  ]);
});
