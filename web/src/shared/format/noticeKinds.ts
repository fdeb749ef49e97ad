import type { TFunction } from "i18next";

const kinds = [
  "task-assigned",
  "reminder",
  "due-reminder",
  "escalation",
  "mention",
  "question",
  "decided",
  "request-withdrawn",
  "substitution-began",
  "message",
] as const;

/** What somebody hears of, in his own words; what is not known here has its id. */
export function kindWords(t: TFunction, kind: string): string {
  const known = kinds.find((it) => it === kind);
  return known === undefined ? kind : t(`preferences.kinds.${known}`);
}
