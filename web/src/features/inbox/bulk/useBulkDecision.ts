import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";

import { decideBulk, undoBulk, type BulkBody, type BulkDecision } from "@/shared/api/bulk.ts";
import { newKey } from "@/shared/api/newKey.ts";
import { hasStatus, UnreachableError } from "@/shared/api/problem.ts";
import { markUndone, offerUndo } from "@/shared/undo/undo.ts";

import type { Reasons } from "./reasons.ts";

interface Attempt {
  key: string;
  body: BulkBody;
  startedAt: number;
}

/**
 * Decides many tasks once, however often the button is pressed: while it is not known whether an attempt arrived, pressing again
 * repeats it, which finishes what was broken off.
 */
export function useBulkDecision(reasons: Reasons, onDecided: () => void) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const open = useRef<Attempt | null>(null);

  const refresh = () => {
    for (const about of ["requests", "tasks"]) void client.invalidateQueries({ queryKey: [about] });
    return client.invalidateQueries({ queryKey: ["inbox"] });
  };

  const told = ({ outcome, items }: BulkDecision): string => {
    const decided = items.filter(({ result }) => result === "decided").length;
    const voted = items.filter(({ result }) => result === "voted").length;
    return [
      ...(decided > 0 || voted === 0 ? [t(`bulk.done.${outcome}`, { count: decided })] : []),
      ...(voted > 0 ? [t("bulk.done.voted", { count: voted })] : []),
    ].join(" ");
  };

  const problems = ({ items }: BulkDecision): string[] =>
    reasons
      .grouped(
        items
          .filter(({ result }) => result === "refused" || result === "failed")
          .map(({ taskKey, code, message }) => ({
            code,
            message: message ?? t("bulk.failed"),
            taskKeys: [taskKey],
          })),
      )
      .map(({ words, keys }) => `${reasons.names(keys)}: ${words}`);

  const undone = ({ items }: BulkDecision): string => {
    const count = (...undos: string[]) =>
      items.filter(({ undo }) => undo !== null && undos.includes(undo)).length;
    const all = items.filter(({ undo }) => undo !== null).length;
    const late = count("told");
    const moved = count("settled", "changed");
    return [
      t("bulk.undone.open", { count: count("undone") }),
      ...(late > 0 ? [t("bulk.undone.told", { count: late, all })] : []),
      ...(moved > 0 ? [t("bulk.undone.moved", { count: moved, all })] : []),
    ].join(" ");
  };

  const decide = useMutation({
    mutationFn: ({ body, key }: Attempt) => decideBulk(body, key),
    onSuccess: (decision, { startedAt }) => {
      open.current = null;
      offerUndo({
        id: decision.bulkDecisionId,
        text: told(decision),
        details: problems(decision),
        // the server's clock says how long, ours from when on: never longer than it is true
        until: startedAt + Date.parse(decision.undoUntil) - Date.parse(decision.decidedAt),
        undo: async () => {
          try {
            return undone(await undoBulk(decision.bulkDecisionId));
          } finally {
            await refresh();
            markUndone();
          }
        },
      });
      void refresh();
      onDecided();
    },
    onError: (error) => {
      if (!isAmbiguous(error)) open.current = null;
    },
  });

  return {
    error: decide.error,
    isPending: decide.isPending,
    /** The outcome of the last attempt is not known yet, so what it said must not change. */
    locked: isAmbiguous(decide.error),
    submit: (body: BulkBody) => {
      if (decide.isPending) return;
      open.current ??= { key: newKey(), body, startedAt: performance.now() };
      decide.mutate(open.current);
    },
  };
}

const isAmbiguous = (error: unknown): boolean =>
  error instanceof UnreachableError || hasStatus(error, 500, 502, 503, 504);
