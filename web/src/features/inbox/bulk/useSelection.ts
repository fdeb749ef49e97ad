import { useState } from "react";

import { bulkLimit } from "@/shared/api/bulk.ts";

const nobody: ReadonlySet<string> = new Set();

/** Which rows of a list are selected; those that are not in it any more do not count. */
export function useSelection(rows: readonly string[]) {
  const [chosen, setChosen] = useState(nobody);
  const [anchor, setAnchor] = useState<string | null>(null);
  const selected = rows.filter((key) => chosen.has(key)).slice(0, bulkLimit);

  return {
    selected,
    isSelected: (key: string) => chosen.has(key),
    /** @param range from the row that was changed last to this one, with the mouse and the shift key */
    toggle: (key: string, range = false) => {
      setChosen(toggled(chosen, rows, key, range ? anchor : null));
      setAnchor(key);
    },
    selectAll: () => setChosen(new Set(rows.slice(0, bulkLimit))),
    clear: () => {
      setChosen(nobody);
      setAnchor(null);
    },
  };
}

export type Selection = ReturnType<typeof useSelection>;

/** With `from`, all rows up to there get what the last one gets. */
export function toggled(
  chosen: ReadonlySet<string>,
  rows: readonly string[],
  key: string,
  from: string | null,
): ReadonlySet<string> {
  const on = !chosen.has(key);
  const [one, other] = [rows.indexOf(from ?? key), rows.indexOf(key)];
  const touched = one === -1 ? [key] : rows.slice(Math.min(one, other), Math.max(one, other) + 1);
  const after = new Set(chosen);
  for (const each of touched) {
    if (on) after.add(each);
    else after.delete(each);
  }
  return after;
}
