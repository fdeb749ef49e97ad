import { defaultRangeExtractor, useVirtualizer, type Range } from "@tanstack/react-virtual";
import { useCallback, useEffect } from "react";
import { useTranslation } from "react-i18next";

import type { Me } from "@/shared/api/session.ts";
import { MoreButton, type Paged } from "@/shared/ui/MoreButton.tsx";

import classes from "./Inbox.module.css";
import type { ShownTask } from "./mergeStable.ts";
import { TaskListItem } from "./TaskListItem.tsx";

export type Density = "roomy" | "dense";
const heights: Record<Density, number> = { roomy: 96, dense: 48 };
/** The next page is asked for while so many rows are still below. */
const ahead = 20;

interface TaskListProps {
  rows: readonly ShownTask[];
  query: Paged;
  open: string | null;
  me: Me;
  density: Density;
  /** What scrolls. */
  pane: HTMLElement | null;
}

/** As many rows as fit are there, however many there are; a screen reader hears how many. */
export function TaskList({ rows, query, open, me, density, pane }: TaskListProps) {
  const { t } = useTranslation();
  const selected = open === null ? -1 : rows.findIndex(({ task }) => task.taskKey === open);
  // nothing here is memoized by a compiler
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => pane,
    estimateSize: () => heights[density],
    getItemKey: (index) => rows[index]?.task.taskKey ?? index,
    overscan: 8,
    // the open task stays where it is for the keyboard, however far the list is scrolled
    rangeExtractor: useCallback((range: Range) => withRow(range, selected), [selected]),
  });
  const { scrollToIndex } = virtual;
  useEffect(() => {
    if (selected !== -1) scrollToIndex(selected, { align: "auto" });
    // not for a list that moved: only where somebody opened another task
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [open, scrollToIndex]);

  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  const wanted = hasNextPage && !isFetchingNextPage && !isFetchNextPageError && last >= rows.length - ahead;
  useEffect(() => {
    if (wanted) fetchNextPage();
  }, [wanted, fetchNextPage]);

  return (
    <>
      <ul
        className={classes.list}
        aria-label={t("inbox.title")}
        data-density={density}
        style={{ height: virtual.getTotalSize() }}
      >
        {items.map(({ key, index, start }) => {
          const row = rows[index];
          return (
            row && (
              <TaskListItem
                key={key}
                ref={virtual.measureElement}
                index={index}
                size={hasNextPage ? -1 : rows.length}
                start={start}
                task={row.task}
                gone={row.gone}
                open={index === selected}
                me={me.username}
              />
            )
          );
        })}
      </ul>
      {isFetchNextPageError && <MoreButton query={query} />}
    </>
  );
}

function withRow(range: Range, row: number): number[] {
  const rows = defaultRangeExtractor(range);
  if (row < 0 || row >= range.count || rows.includes(row)) return rows;
  return [...rows, row].sort((a, b) => a - b);
}
