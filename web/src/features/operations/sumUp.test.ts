import { expect, test } from "vitest";

import type { JobType, WorkerNode } from "@/shared/api/jobTypes.ts";

import { sumUp } from "./sumUp.ts";

const node = (changes: Partial<WorkerNode> = {}): WorkerNode => ({
  node: "a",
  state: "RUNNING",
  active: 1,
  maxActive: 32,
  done: 10,
  p50Millis: 5,
  p99Millis: 50,
  failures: {},
  targets: [],
  ...changes,
});
const type = (nodes: WorkerNode[], paused = false): JobType => ({
  jobType: "x",
  control: { paused, maxActive: null, changedBy: "ann", changedAt: "2026-11-23T10:00:00Z" },
  nodes,
});
const target = (state: "CLOSED" | "HALF_OPEN" | "OPEN") => ({
  name: "orders",
  state,
  running: 2,
  most: 16,
  waiting: 1,
  openUntil: null,
});

test("adds nodes up and shows the slowest one's times", () => {
  const sum = sumUp(
    type([
      node({ failures: { "retry-later": 1 } }),
      node({ p99Millis: 90, p50Millis: null, failures: { "retry-later": 2, "gave-up": 5 } }),
    ]),
  );
  expect(sum).toMatchObject({
    state: "RUNNING",
    active: 2,
    maxActive: 64,
    done: 20,
    p50Millis: 5,
    p99Millis: 90,
  });
  expect(sum.failures).toEqual([
    ["gave-up", 5],
    ["retry-later", 3],
  ]);
});

test.each([
  [type([]), "NOBODY"],
  [type([node({ state: "PAUSED" })], true), "PAUSED"],
  [type([node()], true), "CHANGING"],
  [type([node({ state: "PAUSED" })]), "CHANGING"],
  [type([node({ state: "AWAY" }), node({ state: "AWAY" })]), "AWAY"],
  [type([node({ state: "AWAY" }), node()]), "RUNNING"],
] as const)("says in what state a type is", (jobType, state) => {
  expect(sumUp(jobType).state).toBe(state);
});

test("shows a target as the worst of the nodes sees it", () => {
  const sum = sumUp(
    type([
      node({ targets: [target("CLOSED")] }),
      node({ targets: [target("OPEN")] }),
      node({ targets: [target("HALF_OPEN")] }),
    ]),
  );
  expect(sum.targets).toEqual([{ ...target("OPEN"), running: 6, most: 48, waiting: 3 }]);
});
