import type { TFunction } from "i18next";

import type { Permission } from "@/shared/api/tasks.ts";

const worded = [
  "requester-excluded",
  "already-voted",
  "claimed-by-other",
  "not-a-candidate",
  "requester-unknown",
  "not-open",
  "previous-approver",
  "excluded",
] as const;
type Worded = (typeof worded)[number];

const isWorded = (reason: string): reason is Worded => (worded as readonly string[]).includes(reason);

/** Why somebody may not, in their language where we have words for the reason; else in the server's. */
export function describeRefusal({ reason, message }: Permission, t: TFunction): string {
  const code = reason?.toLowerCase().replaceAll("_", "-") ?? "";
  return isWorded(code) ? t(`task.refusal.${code}`) : (message ?? t("task.refusal.other"));
}
