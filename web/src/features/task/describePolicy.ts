import type { TFunction } from "i18next";

import type { TaskDetail } from "@/shared/api/tasks.ts";
import { humanize } from "@/shared/format/values.ts";
import { nameOf } from "@/shared/ui/people.ts";

/** How the votes of a task make a decision, and how far they are. Null where a task has no policy. */
export function describePolicy(
  { approval, decisions, candidateGroups }: TaskDetail,
  t: TFunction,
): string | null {
  if (approval === null) return null;
  const approvals = decisions.filter((decision) => decision.outcome === "approved");
  const needed = typeof approval["quorum"] === "number" ? approval["quorum"] : null;
  if (approval.policy === "quorum" && needed !== null) {
    const names = approvals.map((decision) => nameOf(decision.by)).join(", ");
    return approvals.length === 0
      ? t("task.policy.quorum", { count: needed })
      : t("task.policy.quorumSoFar", { done: approvals.length, needed, names });
  }
  switch (approval.policy) {
    case "all":
      return t("task.policy.all");
    case "weighted":
      return t("task.policy.weighted");
    case "sequential":
      return t("task.policy.sequential");
    default:
      return candidateGroups.length === 1
        ? t("task.policy.anyOf", { group: humanize(candidateGroups[0] ?? "") })
        : t("task.policy.any");
  }
}
