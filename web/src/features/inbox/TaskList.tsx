import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Me } from "@/shared/api/session.ts";
import { MoreButton, type Paged } from "@/shared/ui/MoreButton.tsx";

import classes from "./Inbox.module.css";
import type { ShownTask } from "./mergeStable.ts";
import { TaskListItem } from "./TaskListItem.tsx";
import { useVirtualRows } from "./useVirtualRows.ts";

export type Density = "roomy" | "dense";
const heights: Record<Density, number> = { roomy: 96, dense: 45 };

export interface TaskListProps {
  rows: readonly ShownTask[];
  query: Paged;
  open: string | null;
  me: Me;
  density: Density;
  /** What scrolls. */
  pane: HTMLElement | null;
  /** What stands before each row, such as a box to select it. */
  leading?: ((row: ShownTask) => ReactNode) | undefined;
}

/** As many rows as fit are there, however many there are; a screen reader hears how many. */
export function TaskList({ rows, query, open, me, density, pane, leading }: TaskListProps) {
  const { t } = useTranslation();
  const { virtual, items, selected } = useVirtualRows({ rows, query, open, pane, height: heights[density] });
  return (
    <>
      <ul
        className={classes.list}
        aria-label={t("inbox.title")}
        data-density={density}
        data-leading={leading !== undefined}
        data-tasks
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
                size={query.hasNextPage ? -1 : rows.length}
                start={start}
                task={row.task}
                gone={row.gone}
                open={index === selected}
                me={me.username}
                density={density}
                leading={leading?.(row)}
              />
            )
          );
        })}
      </ul>
      {query.isFetchNextPageError && <MoreButton query={query} />}
    </>
  );
}
