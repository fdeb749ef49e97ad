import { ActionIcon, Menu } from "@mantine/core";
import { IconDots, IconHandGrab, IconHandOff, IconUserShare } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { TaskDetail } from "@/shared/api/tasks.ts";
import { useCommands } from "@/shared/commands/registry.ts";

import { ClaimButton, claimOf } from "./ClaimButton.tsx";
import { DelegateDialog } from "./DelegateDialog.tsx";
import classes from "./Task.module.css";
import type { useTaskActs } from "./useTaskActs.ts";

interface OtherActsProps {
  task: TaskDetail;
  acts: ReturnType<typeof useTaskActs>;
}

/** What one can do with a task beside deciding it. On a phone all of it is in a menu. */
export function OtherActs({ task, acts }: OtherActsProps) {
  const { t } = useTranslation();
  const [delegating, setDelegating] = useState(false);
  const claim = claimOf(task);
  const mayDelegate = task.may.delegate.allowed;
  const delegate = () => {
    acts.delegate.reset();
    setDelegating(true);
  };
  useCommands(
    mayDelegate
      ? [{ id: "delegate", label: t("task.delegate"), group: t("commands.task"), keys: "d", run: delegate }]
      : [],
  );
  return (
    <>
      <ClaimButton task={task} acts={acts} />
      {(mayDelegate || claim !== null) && (
        <Menu position="top-end" shadow="md" withInitialFocusPlaceholder={false}>
          <Menu.Target>
            <ActionIcon
              className={classes.more ?? ""}
              data-phone-only={!mayDelegate}
              variant="default"
              size={44}
              aria-label={t("task.more")}
            >
              <IconDots size={20} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {claim !== null && (
              <Menu.Item
                className={classes.phoneOnly ?? ""}
                leftSection={
                  claim === "claim" ? (
                    <IconHandGrab size={18} aria-hidden />
                  ) : (
                    <IconHandOff size={18} aria-hidden />
                  )
                }
                onClick={() => acts[claim].mutate()}
              >
                {t(`task.${claim}`)}
              </Menu.Item>
            )}
            {mayDelegate && (
              <Menu.Item leftSection={<IconUserShare size={18} aria-hidden />} onClick={delegate}>
                {t("task.delegate")}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      {delegating && <DelegateDialog delegate={acts.delegate} onClose={() => setDelegating(false)} />}
    </>
  );
}
