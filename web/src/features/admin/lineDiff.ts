import { diffArrays } from "diff";

export interface DiffLine {
  kind: "same" | "added" | "removed";
  text: string;
}

/** Texts that have nothing in common take long to compare, and nobody learns anything from it. */
const patience = { timeout: 500 };

/** What became of a text, line by line. */
export function lineDiff(before: string, after: string): DiffLine[] {
  const a = before.split("\n");
  const b = after.split("\n");
  const changes = diffArrays(a, b, patience) ?? [
    { value: a, removed: true, added: false },
    { value: b, removed: false, added: true },
  ];
  return changes.flatMap(({ value, added, removed }) =>
    value.map((text) => ({ kind: added ? "added" : removed ? "removed" : "same", text }) as const),
  );
}
