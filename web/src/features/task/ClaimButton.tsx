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

/** Whether one can take the task or give it back; null for neither. */
export const claimOf = ({ may }: TaskDetail): "claim" | "unclaim" | null =>
  may.claim.allowed ? "claim" : may.unclaim.allowed ? "unclaim" : null;

/** Says to the others: I am on it. */
export function ClaimButton({ task, acts }: ClaimButtonProps) {
  const { t } = useTranslation();
  const name = claimOf(task);
  useCommands(
    name === null
      ? []
      : [
          {
            id: "claim",
            label: t(`task.${name}`),
            group: t("commands.task"),
            keys: "c",
            run: () => acts[name].mutate(),
          },
        ],
  );
  if (name === null) return null;
  const Icon = name === "claim" ? IconHandGrab : IconHandOff;
  return (
    <Button
      className={classes.claim ?? ""}
      variant="default"
      size="md"
      loading={acts[name].isPending}
      onClick={() => acts[name].mutate()}
      leftSection={<Icon size={18} aria-hidden />}
    >
      {t(`task.${name}`)}
    </Button>
  );
}
