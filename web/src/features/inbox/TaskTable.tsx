import { Link } from "@tanstack/react-router";
import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";

import { formatValue, humanize, moneyOf, subjectOf } from "@/shared/format/values.ts";
import { relativeTime } from "@/shared/format/when.ts";
import { useLocale } from "@/shared/i18n/useLocale.ts";
import { keepList } from "@/shared/inbox/filters.ts";
import { MoreButton } from "@/shared/ui/MoreButton.tsx";
import { nameOf } from "@/shared/ui/people.ts";
import { useNow } from "@/shared/ui/useNow.ts";

import type { TaskListProps } from "./TaskList.tsx";
import { Flag } from "./TaskListItem.tsx";
import classes from "./TaskTable.module.css";
import { useVirtualRows } from "./useVirtualRows.ts";

const rowHeight = 45;

interface TaskTableProps extends Omit<TaskListProps, "density"> {
  /** Variables; without any, what the tasks are about and how much it is. */
  columns: readonly string[];
}

/** The same list for a wide screen, with variables side by side. */
export default function TaskTable({ rows, query, open, me, pane, leading, columns }: TaskTableProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const now = useNow();
  const { virtual, items } = useVirtualRows({ rows, query, open, pane, height: rowHeight });
  const own = columns.length === 0;
  const titles = own ? [t("inbox.column.subject"), t("inbox.column.amount")] : columns.map(humanize);
  const words = { yes: t("common.yes"), no: t("common.no") };
  const style = { "--columns": titles.length } as CSSProperties;
  const names = [
    t("inbox.column.task"),
    ...titles,
    t("inbox.column.requester"),
    t("inbox.column.since"),
    t("inbox.column.state"),
  ];
  return (
    <>
      <div
        role="table"
        aria-label={t("inbox.title")}
        aria-rowcount={query.hasNextPage ? -1 : rows.length + 1}
        className={classes.table}
        data-leading={leading !== undefined}
        data-own={own}
        data-tasks
        style={style}
      >
        <div role="row" aria-rowindex={1} className={classes.head}>
          {names.map((name, column) => (
            <span key={name} role="columnheader" data-number={(own && column === 2) || undefined}>
              {name}
            </span>
          ))}
        </div>
        <div role="rowgroup" className={classes.body} style={{ height: virtual.getTotalSize() }}>
          {items.map(({ key, index, start }) => {
            const row = rows[index];
            if (row === undefined) return null;
            const { task, gone } = row;
            const { summary } = task;
            return (
              <div
                key={key}
                role="row"
                aria-rowindex={index + 2}
                className={classes.row}
                data-index={index}
                data-gone={gone}
                style={{ transform: `translateY(${start}px)` }}
              >
                <span role="cell">
                  {leading?.(row)}
                  <Link
                    to="/inbox/$taskKey"
                    params={{ taskKey: task.taskKey }}
                    search={keepList}
                    className={classes.link}
                  >
                    {task.name ?? task.elementId}
                  </Link>
                </span>
                {own ? (
                  <>
                    <span role="cell">{subjectOf(summary, locale) ?? task.businessKey}</span>
                    <span role="cell" data-number>
                      {moneyOf(summary, locale)?.text}
                    </span>
                  </>
                ) : (
                  columns.map((column) => (
                    <span
                      key={column}
                      role="cell"
                      data-number={typeof summary[column] === "number" || undefined}
                    >
                      {column in summary ? formatValue(summary[column], locale, words) : ""}
                    </span>
                  ))
                )}
                <span role="cell">{task.requester === null ? "" : nameOf(task.requester)}</span>
                <span role="cell" className={classes.muted}>
                  {task.createdAt === null ? "" : relativeTime(task.createdAt, now, locale)}
                </span>
                <span role="cell">
                  <Flag task={task} gone={gone} me={me.username} now={now} />
                </span>
              </div>
            );
          })}
        </div>
      </div>
      {query.isFetchNextPageError && <MoreButton query={query} />}
    </>
  );
}
