import { expect, test } from "vitest";

import { lineDiff } from "./lineDiff.ts";

const shown = (before: string, after: string) =>
  lineDiff(before, after).map(({ kind, text }) => `${{ same: " ", added: "+", removed: "-" }[kind]}${text}`);

test("shows what was added and removed, and keeps what stayed", () => {
  expect(shown("a\nb\nc", "a\nx\nc\nd")).toEqual([" a", "-b", "+x", " c", "+d"]);
});

test("shows nothing where nothing changed", () => {
  expect(shown("a\nb", "a\nb")).toEqual([" a", " b"]);
});

test("shows a text that is new, and one that is gone", () => {
  expect(shown("", "a")).toEqual(["-", "+a"]);
  expect(shown("a\na", "a")).toEqual([" a", "-a"]);
});
