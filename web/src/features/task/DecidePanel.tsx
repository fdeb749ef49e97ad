import { Button, Textarea } from "@mantine/core";
import { IconCheck, IconMessage, IconX } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { DecisionBody } from "@/shared/api/tasks.ts";
import { useCommands } from "@/shared/commands/registry.ts";
import { describeRefusal } from "@/shared/process/describeRefusal.ts";
import { ErrorNote } from "@/shared/ui/ErrorNote.tsx";
import { Note } from "@/shared/ui/Note.tsx";

import type { ActsProps } from "./Acts.tsx";
import { ForWhom, useForWhom } from "./ForWhom.tsx";
import { OtherActs } from "./OtherActs.tsx";
import classes from "./Task.module.css";
import { useTaskActs } from "./useTaskActs.ts";

/** Approve or reject, with a comment; a rejection says why. */
export function DecidePanel({ task, fill, onInvalid }: ActsProps) {
  const { t, i18n } = useTranslation();
  const acts = useTaskActs(task.taskKey);
  const [comment, setComment] = useState("");
  const [commenting, setCommenting] = useState(false);
  const [missing, setMissing] = useState(false);
  const text = useRef<HTMLTextAreaElement>(null);
  const approve = useRef<HTMLButtonElement>(null);
  const forWhom = useForWhom(task);
  const allowed = task.may.decide.allowed;

  const write = () => {
    setCommenting(true);
    // shown with the next paint on a phone
    requestAnimationFrame(() => text.current?.focus());
  };
  const decide = (outcome: DecisionBody["outcome"]) => {
    const words = comment.trim();
    if (outcome === "rejected" && words === "") {
      setMissing(true);
      write();
      return;
    }
    if (!forWhom.check()) return;
    const filled = fill();
    if (outcome === "approved" && !filled.valid) {
      onInvalid();
      return;
    }
    acts.decide.mutate(
      {
        outcome,
        ...forWhom.body,
        ...(words === "" ? {} : { comment: words }),
        ...(filled.valid && Object.keys(filled.data).length > 0 ? { variables: filled.data } : {}),
      },
      // where several decide, the next vote is another word
      { onSuccess: () => setComment("") },
    );
  };

  useCommands(
    allowed
      ? [
          {
            id: "approve",
            label: t("task.approve"),
            group: t("commands.task"),
            keys: "a",
            run: () => approve.current?.focus(),
          },
          { id: "reject", label: t("task.reject"), group: t("commands.task"), keys: "r", run: write },
        ]
      : [],
  );

  if (!allowed) {
    return (
      <div className={classes.acts}>
        <Note tone="plain">{describeRefusal(task.may.decide, i18n.language, t)}</Note>
        <ErrorNote error={acts.claim.error ?? acts.unclaim.error} />
        <div className={classes.buttons}>
          <OtherActs task={task} acts={acts} />
        </div>
      </div>
    );
  }

  const busy = acts.decide.isPending;
  const deciding = acts.decide.variables?.outcome;
  return (
    <section className={classes.acts} aria-label={t("task.decide")} data-sticky>
      <ErrorNote error={acts.decide.error ?? acts.claim.error ?? acts.unclaim.error} />
      <ForWhom {...forWhom} />
      <div className={classes.comment} data-shown={commenting || comment !== ""}>
        <Textarea
          ref={text}
          aria-label={t("task.comment")}
          placeholder={t("task.commentHint")}
          autosize
          minRows={1}
          maxRows={6}
          size="md"
          value={comment}
          error={missing && comment.trim() === "" ? t("task.reasonMissing") : undefined}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
      </div>
      <div className={classes.buttons}>
        <Button
          ref={approve}
          size="md"
          color="green"
          leftSection={<IconCheck size={20} aria-hidden />}
          loading={busy && deciding === "approved"}
          disabled={busy}
          onClick={() => decide("approved")}
        >
          {t("task.approve")}
        </Button>
        <Button
          size="md"
          variant="outline"
          color="red"
          leftSection={<IconX size={20} aria-hidden />}
          loading={busy && deciding === "rejected"}
          disabled={busy}
          onClick={() => decide("rejected")}
        >
          {t("task.reject")}
        </Button>
        <span className={classes.spacer} />
        {!commenting && comment === "" && (
          <Button
            className={classes.commentButton ?? ""}
            variant="subtle"
            color="gray"
            size="md"
            aria-label={t("task.addComment")}
            onClick={write}
          >
            <IconMessage size={20} aria-hidden />
          </Button>
        )}
        <OtherActs task={task} acts={acts} />
      </div>
    </section>
  );
}
