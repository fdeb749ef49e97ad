import type { ElementInstance } from "../api/model.ts";
import type { Mark } from "./BpmnCanvas.ts";

const rank: Record<Mark, number> = { canceled: 0, done: 1, current: 2, incident: 3 };

const markOf = (element: ElementInstance): Mark =>
  element.state === "ACTIVE"
    ? element.hasIncident
      ? "incident"
      : "current"
    : element.state === "COMPLETED"
      ? "done"
      : "canceled";

/** How each element of the diagram is drawn: the most telling of its instances counts. */
export function marksOf(elements: readonly ElementInstance[]): Map<string, Mark> {
  const marks = new Map<string, Mark>();
  for (const element of elements) {
    if (element.elementType === "PROCESS") continue;
    const mark = markOf(element);
    const known = marks.get(element.elementId);
    if (known === undefined || rank[mark] > rank[known]) marks.set(element.elementId, mark);
  }
  return marks;
}

export interface Step {
  elementId: string;
  elementInstanceKey: string;
  name: string;
  type: string;
  mark: Mark;
  startedAt: string | null;
  endedAt: string | null;
}

const silent = new Set([
  "PROCESS",
  "SEQUENCE_FLOW",
  "EXCLUSIVE_GATEWAY",
  "PARALLEL_GATEWAY",
  "INCLUSIVE_GATEWAY",
]);

/** What happened so far, in order, for people who read rather than look at the diagram. */
export const stepsOf = (elements: readonly ElementInstance[]): Step[] =>
  elements
    .filter((element) => !silent.has(element.elementType))
    .map((element) => ({
      elementId: element.elementId,
      elementInstanceKey: element.elementInstanceKey,
      name: element.elementName ?? element.elementId,
      type: element.elementType,
      mark: markOf(element),
      startedAt: element.startedAt,
      endedAt: element.endedAt,
    }))
    .sort((a, b) => (a.startedAt ?? "").localeCompare(b.startedAt ?? ""));
