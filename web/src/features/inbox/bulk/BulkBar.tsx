import { Button, CloseButton } from "@mantine/core";
import { IconCheck, IconCircleCheck, IconX } from "@tabler/icons-react";
import { lazy, Suspense, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { bulkLimit, type BulkOutcome } from "@/shared/api/bulk.ts";
import { loadCode } from "@/shared/api/loadCode.ts";
import type { TaskRow } from "@/shared/api/tasks.ts";
import { useCommands } from "@/shared/commands/registry.ts";

import classes from "./Bulk.module.css";
import type { Selection } from "./useSelection.ts";

const BulkDialog = lazy(() => loadCode(() => import("./BulkDialog.tsx")));

interface BulkBarProps {
  rows: readonly TaskRow[];
  selection: Selection;
  /** Where the focus goes once the bar is gone. */
  onDone: () => void;
}

/** What can be done with the selected tasks, at the foot of the list. */
export default function BulkBar({ rows, selection, onDone }: BulkBarProps) {
  const { t } = useTranslation();
  // those that were selected then: what is decided meanwhile leaves the list, and must not take the dialog along
  const [asking, setAsking] = useState<{ outcome: BulkOutcome; tasks: readonly TaskRow[] } | null>(null);
  const asked = useRef<Element | null>(null);
  const chosenKeys = new Set(selection.selected);
  const chosen = rows.filter(({ taskKey }) => chosenKeys.has(taskKey));
  const count = chosen.length;
  const decisions = chosen.some(({ hasPolicy }) => hasPolicy);
  const work = chosen.some(({ hasPolicy }) => !hasPolicy);
  const ask = (outcome: BulkOutcome) => {
    asked.current = document.activeElement;
    setAsking({ outcome, tasks: chosen });
  };
  const cancel = () => {
    // not before the key that closes the dialog is through with: it would clear the selection as well
    requestAnimationFrame(() => {
      setAsking(null);
      requestAnimationFrame(() => {
        if (asked.current instanceof HTMLElement) asked.current.focus();
      });
    });
  };
  const clear = () => {
    selection.clear();
    onDone();
  };

  useCommands([
    ...(count > 0
      ? [
          {
            id: "select-none",
            label: t("bulk.clear"),
            group: t("places.inbox"),
            keys: "Escape",
            run: clear,
          },
        ]
      : []),
    ...(decisions
      ? [
          {
            id: "approve-selected",
            label: t("bulk.approveSelected"),
            group: t("places.inbox"),
            keys: "A",
            run: () => ask("approved"),
          },
          {
            id: "reject-selected",
            label: t("bulk.rejectSelected"),
            group: t("places.inbox"),
            keys: "R",
            run: () => ask("rejected"),
          },
        ]
      : []),
  ]);

  return (
    <>
      {count > 0 && (
        <section className={classes.bar} aria-label={t("bulk.bar")}>
          <div className={classes.chosen}>
            <CloseButton size={44} iconSize={20} aria-label={t("bulk.clear")} onClick={clear} />
            <strong>{t("bulk.selected", { count })}</strong>
            {count < Math.min(rows.length, bulkLimit) && (
              <Button
                variant="subtle"
                size="compact-md"
                className={classes.all ?? ""}
                onClick={selection.selectAll}
              >
                {t("bulk.all")}
              </Button>
            )}
            {count === bulkLimit && <span>{t("bulk.atMost")}</span>}
          </div>
          <div className={classes.acts}>
            {decisions && (
              <>
                <Button
                  size="md"
                  color="green"
                  leftSection={<IconCheck size={20} aria-hidden />}
                  onClick={() => ask("approved")}
                >
                  {t("task.approve")}
                </Button>
                <Button
                  size="md"
                  variant="outline"
                  color="red"
                  leftSection={<IconX size={20} aria-hidden />}
                  onClick={() => ask("rejected")}
                >
                  {t("task.reject")}
                </Button>
              </>
            )}
            {work && (
              <Button
                size="md"
                variant={decisions ? "default" : "filled"}
                leftSection={<IconCircleCheck size={20} aria-hidden />}
                onClick={() => ask("completed")}
              >
                {t("task.complete")}
              </Button>
            )}
          </div>
        </section>
      )}
      <Suspense>
        {asking !== null && (
          <BulkDialog
            tasks={asking.tasks}
            outcome={asking.outcome}
            onClose={cancel}
            onDecided={() => {
              setAsking(null);
              clear();
            }}
          />
        )}
      </Suspense>
    </>
  );
}
