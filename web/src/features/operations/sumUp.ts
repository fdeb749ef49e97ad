import type { JobType, WorkerNode, WorkerTarget } from "@/shared/api/jobTypes.ts";

export type WorkState = WorkerNode["state"] | "NOBODY" | "CHANGING";

export interface Sum {
  state: WorkState;
  active: number;
  maxActive: number;
  done: number;
  /** The slowest node's, as that is what a process may have to wait for. */
  p50Millis: number | null;
  p99Millis: number | null;
  failures: [kind: string, count: number][];
  targets: WorkerTarget[];
}

/** What all nodes together do with one type. */
export function sumUp({ control, nodes }: JobType): Sum {
  return {
    state: stateOf(nodes, control?.paused ?? false),
    active: total(nodes, ({ active }) => active),
    maxActive: total(nodes, ({ maxActive }) => maxActive),
    done: total(nodes, ({ done }) => done),
    p50Millis: most(nodes.map(({ p50Millis }) => p50Millis)),
    p99Millis: most(nodes.map(({ p99Millis }) => p99Millis)),
    failures: [
      ...nodes
        .flatMap(({ failures }) => Object.entries(failures))
        .reduce(
          (sums, [kind, count]) => sums.set(kind, (sums.get(kind) ?? 0) + count),
          new Map<string, number>(),
        ),
    ].sort(([, one], [, other]) => other - one),
    targets: targetsOf(nodes),
  };
}

function stateOf(nodes: WorkerNode[], paused: boolean): WorkState {
  if (nodes.length === 0) return "NOBODY";
  if (paused) return nodes.every(({ state }) => state === "PAUSED") ? "PAUSED" : "CHANGING";
  if (nodes.some(({ state }) => state === "PAUSED")) return "CHANGING";
  return nodes.every(({ state }) => state === "AWAY") ? "AWAY" : "RUNNING";
}

const worse = ["CLOSED", "HALF_OPEN", "OPEN"];

/** Nodes find out by themselves how a target is; the worst is what an operator has to know. */
function targetsOf(nodes: WorkerNode[]): WorkerTarget[] {
  const byName = new Map<string, WorkerTarget>();
  for (const target of nodes.flatMap(({ targets }) => targets)) {
    const known = byName.get(target.name);
    byName.set(
      target.name,
      known === undefined
        ? target
        : {
            ...(worse.indexOf(target.state) > worse.indexOf(known.state) ? target : known),
            running: known.running + target.running,
            most: known.most + target.most,
            waiting: known.waiting + target.waiting,
          },
    );
  }
  return [...byName.values()].sort((one, other) => one.name.localeCompare(other.name));
}

const total = (nodes: WorkerNode[], of: (node: WorkerNode) => number) =>
  nodes.reduce((sum, node) => sum + of(node), 0);

function most(values: (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
}
