import type { TaskRow } from "@/shared/api/tasks.ts";

export interface ShownTask {
  task: TaskRow;
  /** No longer in this view: somebody decided it, or it was withdrawn. It keeps its place until the list is left alone. */
  gone: boolean;
}

export interface Shown {
  rows: readonly ShownTask[];
  /** New tasks that would have moved the rows under somebody's pointer. */
  waiting: readonly TaskRow[];
}

/**
 * What the list shows when the server's answer changes. While somebody is about to click (`held`), rows change in place and
 * nothing moves; what comes after all of them, such as the next page, moves nothing. Otherwise the list is simply what the
 * server says.
 */
export function mergeStable(
  before: readonly ShownTask[],
  incoming: readonly TaskRow[],
  held: boolean,
): Shown {
  if (!held || before.length === 0) {
    return { rows: incoming.map((task) => ({ task, gone: false })), waiting: [] };
  }
  const fresh = new Map(incoming.map((task) => [task.taskKey, task]));
  const rows = before.map(({ task }) => {
    const current = fresh.get(task.taskKey);
    fresh.delete(task.taskKey);
    return { task: current ?? task, gone: current === undefined };
  });
  const lastKnown = incoming.findLastIndex(({ taskKey }) => !fresh.has(taskKey));
  const following = lastKnown === -1 ? [] : incoming.slice(lastKnown + 1);
  for (const { taskKey } of following) fresh.delete(taskKey);
  return {
    rows: [...rows, ...following.map((task) => ({ task, gone: false }))],
    waiting: [...fresh.values()],
  };
}
