import { Button } from "@mantine/core";
import { IconHandGrab, IconHandOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { TaskDetail } from "@/shared/api/tasks.ts";
import { useCommands } from "@/shared/commands/registry.ts";

import classes from "./Task.module.css";
import type { useTaskActs } from "./useTaskActs.ts";

interface ClaimButtonProps {
  task: TaskDetail;
  acts: Pick<ReturnType<typeof useTaskActs>, "claim" | "unclaim">;
}

/** Says to the others: I am on it. */
export function ClaimButton({ task, acts }: ClaimButtonProps) {
  const { t } = useTranslation();
  const { claim, unclaim } = task.may;
  const act = claim.allowed ? acts.claim : unclaim.allowed ? acts.unclaim : null;
  useCommands(
    act === null
      ? []
      : [
          {
            id: "claim",
            label: t(claim.allowed ? "task.claim" : "task.unclaim"),
            group: t("commands.task"),
            keys: "c",
            run: () => act.mutate(),
          },
        ],
  );
  if (act === null) return null;
  return (
    <Button
      className={classes.claim ?? ""}
      variant="default"
      size="md"
      aria-label={t(claim.allowed ? "task.claim" : "task.unclaim")}
      loading={act.isPending}
      onClick={() => act.mutate()}
      leftSection={
        claim.allowed ? <IconHandGrab size={18} aria-hidden /> : <IconHandOff size={18} aria-hidden />
      }
    >
      {t(claim.allowed ? "task.claim" : "task.unclaim")}
    </Button>
  );
}
