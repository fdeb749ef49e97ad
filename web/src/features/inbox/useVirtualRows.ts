import { defaultRangeExtractor, useVirtualizer, type Range } from "@tanstack/react-virtual";
import { useCallback, useEffect } from "react";

import type { Paged } from "@/shared/ui/MoreButton.tsx";

import type { ShownTask } from "./mergeStable.ts";

/** The next page is asked for while so many rows are still below. */
const ahead = 20;

interface VirtualRows {
  rows: readonly ShownTask[];
  query: Paged;
  open: string | null;
  /** What scrolls. */
  pane: HTMLElement | null;
  height: number;
}

/** The rows that fit, out of however many there are; the next page comes by itself. */
export function useVirtualRows({ rows, query, open, pane, height }: VirtualRows) {
  const selected = open === null ? -1 : rows.findIndex(({ task }) => task.taskKey === open);
  // nothing here is memoized by a compiler
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => pane,
    estimateSize: () => height,
    getItemKey: (index) => rows[index]?.task.taskKey ?? index,
    overscan: 8,
    // the open task stays where it is for the keyboard, however far the list is scrolled
    rangeExtractor: useCallback((range: Range) => withRow(range, selected), [selected]),
  });
  const { scrollToIndex, measure } = virtual;
  useEffect(() => {
    if (selected !== -1) scrollToIndex(selected, { align: "auto" });
    // not for a list that moved: only where somebody opened another task
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [open, scrollToIndex]);
  useEffect(() => measure(), [measure, height]);

  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  const wanted = hasNextPage && !isFetchingNextPage && !isFetchNextPageError && last >= rows.length - ahead;
  useEffect(() => {
    if (wanted) fetchNextPage();
  }, [wanted, fetchNextPage]);

  return { virtual, items, selected };
}

function withRow(range: Range, row: number): number[] {
  const rows = defaultRangeExtractor(range);
  if (row < 0 || row >= range.count || rows.includes(row)) return rows;
  return [...rows, row].sort((a, b) => a - b);
}
