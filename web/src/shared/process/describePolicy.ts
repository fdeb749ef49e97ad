import type { TFunction } from "i18next";

import type { ApprovalProgress, TaskDetail } from "@/shared/api/tasks.ts";
import { humanize } from "@/shared/format/values.ts";
import { nameOf } from "@/shared/ui/people.ts";

/** How the votes of a task make a decision, and how far they are. Null where a task has no policy. */
export function describePolicy(
  { progress, decisions, candidateGroups }: TaskDetail,
  locale: string,
  t: TFunction,
): string | null {
  if (progress === null) return null;
  const { policy, has, needs } = progress;
  if (policy === "any") {
    return candidateGroups.length === 1
      ? t("task.policy.anyOf", { group: humanize(candidateGroups[0] ?? "") })
      : t("task.policy.any");
  }
  const approved = decisions.filter(({ outcome }) => outcome === "approved").map(({ by }) => nameOf(by));
  if (approved.length === 0) return t(`task.policy.${policy}`, { count: needs });
  const names = new Intl.ListFormat(locale).format(approved);
  return t(policy === "weighted" ? "task.policy.weightSoFar" : "task.policy.soFar", { has, needs, names });
}

/** Whose vote is awaited. Null where nobody's is, or anybody's will do. */
export function describeWaiting(
  { policy, waitingFor, waitingForGroup, waiting }: ApprovalProgress,
  locale: string,
  t: TFunction,
): string | null {
  if (policy === "any") return null;
  if (waitingForGroup !== null) return t("task.policy.waitingFor", { names: humanize(waitingForGroup) });
  if (waitingFor.length === 0) return null;
  const shown = waitingFor.slice(0, 3).map(nameOf);
  const more = (waiting ?? waitingFor.length) - shown.length;
  return t("task.policy.waitingFor", {
    names: new Intl.ListFormat(locale).format(
      more > 0 ? [...shown, t("task.policy.others", { count: more })] : shown,
    ),
  });
}
