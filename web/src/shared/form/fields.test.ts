import { expect, test } from "vitest";

import { fieldsOf, namesOf, onlyShows } from "./fields.ts";

const amount = {
  type: "number",
  key: "amount",
  label: "Amount",
  readonly: true,
  appearance: { prefixAdorner: "EUR" },
};
const category = {
  type: "select",
  key: "category",
  label: "Category",
  readonly: true,
  values: [{ value: "a", label: "A" }],
};

test("reads fields in order, from groups too", () => {
  const fields = fieldsOf({
    components: [
      amount,
      { type: "group", components: [category, { type: "datetime", key: "by", dateLabel: "Needed by" }] },
    ],
  });
  expect(fields.map((field) => [field.key, field.label])).toEqual([
    ["amount", "Amount"],
    ["category", "Category"],
    ["by", "Needed by"],
  ]);
  expect(fields[0]?.unit).toBe("EUR");
  expect(fields[1]?.options.get("a")).toBe("A");
});

test("does not take an expression for a label", () => {
  expect(fieldsOf({ components: [{ ...amount, label: "=x" }] })).toEqual([]);
});

test("knows a form that only shows values", () => {
  expect(onlyShows({ components: [amount, category] })).toBe(true);
  expect(onlyShows({ components: [amount, { ...category, readonly: false }] })).toBe(false);
  expect(onlyShows({ components: [amount, { type: "documentPreview" }] })).toBe(false);
  expect(onlyShows({ components: [{ ...amount, conditional: { hide: "=true" } }] })).toBe(false);
  expect(onlyShows({})).toBe(false);
});

test("names every variable that a form fills in", () => {
  const names = namesOf({
    components: [
      amount,
      { type: "textfield", key: "supplier.name" },
      { type: "group", components: [{ type: "checkbox", key: "agreed" }] },
      { type: "dynamiclist", path: "lines", components: [{ type: "textfield", key: "text" }] },
      { type: "text", text: "Words" },
    ],
  });
  expect([...names]).toEqual(["amount", "supplier", "agreed", "lines"]);
  expect(namesOf(null).size).toBe(0);
});
