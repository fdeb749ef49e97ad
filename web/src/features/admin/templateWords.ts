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
  "digest",
  "decision-by-mail",
  "one-time-code",
  "message",
  "decision-record",
] as const;

/** What mails of a kind are called; those that an organisation added, by their id. */
export function kindName(t: TFunction, kind: string): string {
  const known = kinds.find((it) => it === kind);
  return known === undefined ? kind : t(`admin.templates.kinds.${known}`);
}

export function languageName(inLanguage: string, language: string): string {
  return new Intl.DisplayNames([inLanguage], { type: "language" }).of(language) ?? language;
}
