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

test("gives up comparing long texts that have nothing in common", () => {
  const lines = (word: string) => Array.from({ length: 30_000 }, (_, n) => `${word} ${n}`).join("\n");
  const kinds = lineDiff(lines("old"), lines("new")).map(({ kind }) => kind);
  expect(kinds).toHaveLength(60_000);
  expect(kinds.indexOf("added")).toBe(30_000);
});
