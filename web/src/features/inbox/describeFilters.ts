import type { TFunction } from "i18next";

import type { InboxFilters } from "@/shared/inbox/filters.ts";
import { humanize } from "@/shared/format/values.ts";
import { shortDate } from "@/shared/format/when.ts";

export interface FilterChip {
  id: string;
  words: string;
  /** The filters without it. */
  without: InboxFilters;
}

const signs: Record<string, string> = { ">=": "≥", "<=": "≤", "!=": "≠" };

/** "Amount ≥ 1000". */
export function describeCondition(condition: string): string {
  const parts = /^\s*([^=<>!"]+?)\s*(!=|>=|<=|=|>|<)\s*(.*)$/.exec(condition);
  if (parts === null) return condition;
  const [, name = "", operator = "", value = ""] = parts;
  return operator === "="
    ? `${humanize(name)}: ${value}`
    : `${humanize(name)} ${signs[operator] ?? operator} ${value}`;
}

const rest = <T>(values: readonly T[], index: number): T[] | undefined => {
  const left = values.filter((_, at) => at !== index);
  return left.length === 0 ? undefined : left;
};

/** What narrows the list, each in words; the search has its own box. */
export function chipsOf(
  filters: InboxFilters,
  processName: (processId: string) => string,
  locale: string,
  t: TFunction,
): FilterChip[] {
  const { due, dueFrom, dueTo, requester, processId = [], variable = [] } = filters;
  const day = (iso: string) => shortDate(iso, Date.now(), locale);
  return [
    ...(due === undefined
      ? []
      : [{ id: "due", words: t(`inbox.filters.due.${due}`), without: { ...filters, due: undefined } }]),
    ...(dueFrom === undefined && dueTo === undefined
      ? []
      : [
          {
            id: "range",
            words: t("inbox.filters.dueBetween", {
              from: dueFrom === undefined ? "…" : day(dueFrom),
              to: dueTo === undefined ? "…" : day(dueTo),
            }),
            without: { ...filters, dueFrom: undefined, dueTo: undefined },
          },
        ]),
    ...processId.map((id, index) => ({
      id: `process ${id}`,
      words: processName(id),
      without: { ...filters, processId: rest(processId, index) },
    })),
    ...(requester === undefined
      ? []
      : [
          {
            id: "requester",
            words: t("inbox.filters.by", { name: requester }),
            without: { ...filters, requester: undefined },
          },
        ]),
    ...variable.map((condition, index) => ({
      id: condition,
      words: describeCondition(condition),
      without: { ...filters, variable: rest(variable, index) },
    })),
  ];
}
