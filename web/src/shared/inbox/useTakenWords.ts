import { useTranslation } from "react-i18next";

import type { TaskRow } from "../api/tasks.ts";
import { agoInSeconds, relativeTime } from "../format/when.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { useSeconds } from "../ui/useNow.ts";

/** "Ben took this 2s ago". */
export function useTakenWords(task: Pick<TaskRow, "claimedBy" | "claimedByName" | "claimedAt">): string {
  const { t } = useTranslation();
  const locale = useLocale();
  const now = useSeconds();
  const { claimedAt } = task;
  if (claimedAt === null) return "";
  const fresh = now - Date.parse(claimedAt) < 60_000;
  return t("inbox.taken", {
    name: task.claimedByName ?? task.claimedBy,
    when: fresh ? agoInSeconds(claimedAt, now, locale) : relativeTime(claimedAt, now, locale),
  });
}
