import { expect, test } from "vitest";

import { people, purchaseTask } from "../../../test/mock/data.ts";
import { rowsOf, withRest, type TaskPage } from "./tasks.ts";

const [rita] = people as [(typeof people)[number]];
const tasks = ["a", "b", "c", "d", "e"].map((item) =>
  purchaseTask({ item, amount: 1, by: rita, minutes: 1 }),
);
const page = (items: string, nextCursor: string | null): TaskPage => ({
  items: items
    .split(" ")
    .map((item) => tasks["a b c d e".split(" ").indexOf(item)] as (typeof tasks)[number]),
  nextCursor,
});
const words = (rows: readonly { summary: Record<string, unknown> }[]) =>
  rows.map(({ summary }) => String(summary["item"])).join("");

test("what a longer head pushed down is in the page that meets the rest", () => {
  const joined = withRest(page("a b", "after b"), page("b c d", "after d"));
  expect(words(joined.items)).toBe("abcd");
  expect(joined.nextCursor).toBe("after d");
});

test("a page that reaches further than before stands for itself", () => {
  expect(withRest(page("c d e", "after e"), page("b c d", "after d")).nextCursor).toBe("after e");
  expect(withRest(page("a b", null), page("c d", "after d"))).toEqual(page("a b", null));
});

test("a task that moved while pages were read is there once", () => {
  expect(words(rowsOf([page("a b c", "x"), page("c d e", null)]))).toBe("abcde");
});
