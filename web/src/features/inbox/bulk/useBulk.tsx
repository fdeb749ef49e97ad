import { lazy, Suspense, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { loadCode } from "@/shared/api/loadCode.ts";
import type { TaskRow } from "@/shared/api/tasks.ts";
import { useCommands } from "@/shared/commands/registry.ts";
import { subjectOf } from "@/shared/format/values.ts";
import { useLocale } from "@/shared/i18n/useLocale.ts";

import type { ShownTask } from "../mergeStable.ts";
import { RowBox } from "./RowBox.tsx";
import { useSelection } from "./useSelection.ts";

const BulkBar = lazy(() => loadCode(() => import("./BulkBar.tsx")));

interface BulkOptions {
  /** Whether there is anything to decide for this reader in this list. */
  enabled: boolean;
  /** The task that is shown beside the list. */
  open: string | null;
  /** Where the focus goes once nothing is selected any more. */
  onDone: () => void;
}

interface Bulk {
  /** What stands before a row; undefined where rows can't be selected at all. */
  leading: ((row: ShownTask) => ReactNode) | undefined;
  /** What stands below the list. */
  bar: ReactNode;
}

/** Selecting rows of the list, and what can be done with all of them at once. */
export function useBulk(rows: readonly ShownTask[], { enabled, open, onDone }: BulkOptions): Bulk {
  const { t } = useTranslation();
  const locale = useLocale();
  const selectable = enabled ? rows.filter(isSelectable).map(({ task }) => task) : [];
  const selection = useSelection(selectable.map(({ taskKey }) => taskKey));

  const count = selection.selected.length;
  // it stays for a decision that is on its way while the list changes
  const [used, setUsed] = useState(false);
  if (count > 0 && !used) setUsed(true);

  useCommands(
    enabled
      ? [
          {
            id: "select",
            label: t("bulk.toggle"),
            group: t("places.inbox"),
            keys: "x",
            shortcutOnly: true,
            run: () => {
              const key = focusedIn(rows) ?? open;
              if (key !== null && selectable.some(({ taskKey }) => taskKey === key)) selection.toggle(key);
            },
          },
          {
            id: "select-all",
            label: t("bulk.selectAll"),
            group: t("places.inbox"),
            keys: "* a",
            run: selection.selectAll,
          },
        ]
      : [],
  );

  const nameOf = (task: TaskRow) =>
    [task.name ?? task.elementId, subjectOf(task.summary, locale) ?? task.businessKey]
      .filter((words) => words !== null)
      .join(", ");

  if (!enabled) return { leading: undefined, bar: null };
  return {
    leading: (row) =>
      isSelectable(row) && (
        <RowBox
          what={nameOf(row.task)}
          checked={selection.isSelected(row.task.taskKey)}
          selecting={count > 0}
          onToggle={(range) => selection.toggle(row.task.taskKey, range)}
        />
      ),
    bar: (
      <>
        <div role="status" className="visually-hidden">
          {count > 0 && t("bulk.selected", { count })}
        </div>
        <Suspense>{used && <BulkBar rows={selectable} selection={selection} onDone={onDone} />}</Suspense>
      </>
    ),
  };
}

const isSelectable = ({ task, gone }: ShownTask) =>
  !gone && (task.state === "OPEN" || task.state === "CLAIMED");

function focusedIn(rows: readonly ShownTask[]): string | null {
  const index = document.activeElement?.closest<HTMLElement>("[data-index]")?.dataset["index"];
  return index === undefined ? null : (rows[Number(index)]?.task.taskKey ?? null);
}
