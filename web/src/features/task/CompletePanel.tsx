import { Button } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";

import { useCommands } from "@/shared/commands/registry.ts";
import { describeRefusal } from "@/shared/process/describeRefusal.ts";
import { ErrorNote } from "@/shared/ui/ErrorNote.tsx";
import { Note } from "@/shared/ui/Note.tsx";

import type { ActsProps } from "./Acts.tsx";
import { ForWhom, useForWhom } from "./ForWhom.tsx";
import { OtherActs } from "./OtherActs.tsx";
import classes from "./Task.module.css";
import { useTaskActs } from "./useTaskActs.ts";

/** A plain task: fill in the form, done. */
export function CompletePanel({ task, fill, onInvalid }: ActsProps) {
  const { t, i18n } = useTranslation();
  const acts = useTaskActs(task.taskKey);
  const button = useRef<HTMLButtonElement>(null);
  const forWhom = useForWhom(task);
  const { allowed } = task.may.complete;

  useCommands(
    allowed
      ? [
          {
            id: "complete",
            label: t("task.complete"),
            group: t("commands.task"),
            keys: "a",
            run: () => button.current?.focus(),
          },
        ]
      : [],
  );

  const complete = () => {
    if (!forWhom.check()) return;
    const { valid, data } = fill();
    if (valid) acts.complete.mutate({ variables: data, ...forWhom.body });
    else onInvalid();
  };

  return (
    <section
      className={classes.acts}
      aria-label={t("task.complete")}
      data-sticky={allowed ? true : undefined}
    >
      <ErrorNote error={acts.complete.error ?? acts.claim.error ?? acts.unclaim.error} />
      {allowed && <ForWhom {...forWhom} />}
      {!allowed && <Note tone="plain">{describeRefusal(task.may.complete, i18n.language, t)}</Note>}
      <div className={classes.buttons}>
        {allowed && (
          <Button
            ref={button}
            size="md"
            leftSection={<IconCheck size={20} aria-hidden />}
            loading={acts.complete.isPending}
            onClick={complete}
          >
            {t("task.complete")}
          </Button>
        )}
        <span className={classes.spacer} />
        <OtherActs task={task} acts={acts} />
      </div>
    </section>
  );
}
