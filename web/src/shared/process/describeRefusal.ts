import type { TFunction } from "i18next";

import type { Permission } from "../api/tasks.ts";

const worded = [
  "excluded-requester",
  "requester-unknown",
  "excluded-previous-approver",
  "excluded-by-name",
  "task-already-decided",
  "task-canceled",
  "task-completed-elsewhere",
  "claimed-by-other",
  "assigned-to-other",
  "not-a-candidate",
  "task-not-visible",
  "approval-policy-broken",
  "several-decide",
  "not-your-turn",
  "one-vote-each",
  "needs-data",
  "no-decision-asked",
  "task-has-policy",
  "place-filled",
  "on-behalf-of-whom",
  "claimed-for-other",
] as const;
type Worded = (typeof worded)[number];

const isWorded = (reason: string | null): reason is Worded =>
  (worded as readonly (string | null)[]).includes(reason);

/** Why somebody may not. The server's sentence names people, but it speaks English only. */
export function describeRefusal({ reason, message }: Permission, language: string, t: TFunction): string {
  const words = isWorded(reason) ? t(`task.refusal.${reason}`) : null;
  return (language === "en" ? (message ?? words) : (words ?? message)) ?? t("task.refusal.other");
}
