import { useQuery } from "@tanstack/react-query";
import { IconCheck, IconHandGrab } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { taskQuery, type TaskRow } from "@/shared/api/tasks.ts";
import { useTakenWords } from "@/shared/inbox/useTakenWords.ts";
import { Chip } from "@/shared/ui/Chip.tsx";

const recent = 60_000;

/** So fresh that somebody may have been about to do the same. */
export const isRecent = (claimedAt: string | null): boolean =>
  claimedAt !== null && Date.now() - Date.parse(claimedAt) < recent;

/** "Ben took this 2s ago", while that is news. */
export function TakenFlag({ task }: { task: Pick<TaskRow, "claimedBy" | "claimedByName" | "claimedAt"> }) {
  const words = useTakenWords(task);
  return (
    <Chip tone="care" icon={IconHandGrab}>
      {words}
    </Chip>
  );
}

/** Why a row is still there that is no longer in the list: who was faster. */
export function GoneFlag({ taskKey, me }: { taskKey: string; me: string }) {
  const { t } = useTranslation();
  const { data: task } = useQuery(taskQuery(taskKey));
  if (task?.state === "CLAIMED" && task.claimedBy !== me) return <TakenFlag task={task} />;
  return <Chip icon={IconCheck}>{t("inbox.flag.gone")}</Chip>;
}
