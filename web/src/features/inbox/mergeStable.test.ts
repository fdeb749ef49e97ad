import { expect, test } from "vitest";

import { people, purchaseTask } from "../../../test/mock/data.ts";
import { mergeStable } from "./mergeStable.ts";

const [rita] = people as [(typeof people)[number]];
const task = (item: string) => purchaseTask({ item, amount: 10, by: rita, minutes: 5 });
const [desk, lamp, chair] = [task("desk"), task("lamp"), task("chair")];
const shown = [desk, lamp].map((row) => ({ task: row, gone: false }));
const names = (rows: readonly { task: { taskKey: string } }[]) => rows.map((row) => row.task.taskKey);

test("shows what the server says while nobody is about to click", () => {
  const { rows, waiting } = mergeStable(shown, [chair, desk], false);
  expect(names(rows)).toEqual([chair.taskKey, desk.taskKey]);
  expect(waiting).toEqual([]);
});

test("keeps every row in its place while it is held", () => {
  const { rows, waiting } = mergeStable(shown, [chair, lamp], true);
  expect(names(rows)).toEqual([desk.taskKey, lamp.taskKey]);
  expect(rows.map((row) => row.gone)).toEqual([true, false]);
  expect(waiting).toEqual([chair]);
});

test("changes rows in place while it is held", () => {
  const { rows } = mergeStable(shown, [desk, { ...lamp, state: "CLAIMED" }], true);
  expect(rows[1]?.task.state).toBe("CLAIMED");
});

test("fills an empty list even while it is held", () => {
  expect(names(mergeStable([], [chair], true).rows)).toEqual([chair.taskKey]);
});

test("takes the next page at the end, which moves nothing", () => {
  const { rows, waiting } = mergeStable(shown, [desk, lamp, chair], true);
  expect(names(rows)).toEqual([desk.taskKey, lamp.taskKey, chair.taskKey]);
  expect(waiting).toEqual([]);
});
