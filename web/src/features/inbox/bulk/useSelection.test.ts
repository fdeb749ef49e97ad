import { expect, test } from "vitest";

import { toggled } from "./useSelection.ts";

const rows = ["a", "b", "c", "d", "e"];

test("selects and unselects one", () => {
  expect(toggled(new Set(), rows, "b", null)).toEqual(new Set(["b"]));
  expect(toggled(new Set(["a", "b"]), rows, "b", null)).toEqual(new Set(["a"]));
});

test("selects from the last row to this one, in either direction", () => {
  expect(toggled(new Set(["b"]), rows, "d", "b")).toEqual(new Set(["b", "c", "d"]));
  expect(toggled(new Set(["d"]), rows, "b", "d")).toEqual(new Set(["b", "c", "d"]));
});

test("unselects a range where its last row was selected", () => {
  expect(toggled(new Set(["a", "b", "c", "d"]), rows, "d", "b")).toEqual(new Set(["a"]));
});

test("selects only this one where the last row has gone", () => {
  expect(toggled(new Set(), rows, "d", "x")).toEqual(new Set(["d"]));
});
