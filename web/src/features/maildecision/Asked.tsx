import { Button, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { IconCheck, IconX } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { decideByLink, type DecisionLink } from "@/shared/api/decisionLinks.ts";
import type { Person } from "@/shared/api/model.ts";
import { ProblemError } from "@/shared/api/problem.ts";
import { ErrorNote } from "@/shared/ui/ErrorNote.tsx";
import { ButtonLink } from "@/shared/ui/links.tsx";
import { Note } from "@/shared/ui/Note.tsx";
import { nameOf } from "@/shared/ui/people.ts";

import { Frame } from "./Frame.tsx";
import classes from "./MailDecision.module.css";
import { CodeProblem } from "./Proof.tsx";
import { Request, titleOf } from "./Request.tsx";

interface AskedProps {
  token: string;
  code: string | null;
  wish: "approved" | "rejected" | null;
  asked: NonNullable<DecisionLink["asked"]>;
  person: Person | null;
  onDecided: (link: DecisionLink) => void;
  /** It is no longer as it is shown here. */
  onChanged: () => void;
}

/** The request, and the two answers to it. The button that was pressed in the mail comes first, but has to be pressed again. */
export function Asked({ token, code, wish, asked, person, onDecided, onChanged }: AskedProps) {
  const { t } = useTranslation();
  const [comment, setComment] = useState("");
  const [missing, setMissing] = useState(false);
  const text = useRef<HTMLTextAreaElement>(null);
  const { task, complete } = asked;
  const decide = useMutation({
    mutationFn: (outcome: "approved" | "rejected") =>
      decideByLink({ token, code, outcome, comment: comment.trim() === "" ? null : comment.trim() }),
    onSuccess: onDecided,
    onError: (error) => {
      const kept = error instanceof ProblemError && !["wrong-code", "code-over"].includes(error.slug);
      if (kept && [401, 403, 404, 409].includes(error.status)) onChanged();
    },
  });
  const act = (outcome: "approved" | "rejected") => {
    if (outcome === "rejected" && comment.trim() === "") {
      setMissing(true);
      text.current?.focus();
      return;
    }
    decide.mutate(outcome);
  };
  const codeIsOver =
    decide.error instanceof ProblemError && ["wrong-code", "code-over"].includes(decide.error.slug);
  return (
    <Frame title={titleOf(task)} tab={t("mailDecision.title")}>
      <Request task={task} />
      {person !== null && (
        <p className={classes.lead}>{t("mailDecision.youAre", { name: nameOf(person) })}</p>
      )}
      {!complete && (
        <Note tone="care" title={t("mailDecision.form.title")}>
          {t("mailDecision.form.text")}
        </Note>
      )}
      <Textarea
        ref={text}
        label={t("task.comment")}
        placeholder={t("task.commentHint")}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={4000}
        size="md"
        value={comment}
        error={missing && comment.trim() === "" ? t("task.reasonMissing") : undefined}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      {codeIsOver ? (
        <>
          <CodeProblem error={decide.error} />
          <Button variant="default" size="md" onClick={onChanged}>
            {t("mailDecision.code.renew")}
          </Button>
        </>
      ) : (
        <ErrorNote error={decide.error} />
      )}
      <section className={classes.decide} aria-label={t("task.decide")}>
        <div className={classes.acts}>
          <Button
            size="md"
            color="green"
            variant={wish === "rejected" ? "outline" : "filled"}
            leftSection={<IconCheck size={20} aria-hidden />}
            loading={decide.isPending && decide.variables === "approved"}
            disabled={decide.isPending || !complete}
            onClick={() => act("approved")}
          >
            {t("task.approve")}
          </Button>
          <Button
            size="md"
            color="red"
            variant={wish === "rejected" ? "filled" : "outline"}
            leftSection={<IconX size={20} aria-hidden />}
            loading={decide.isPending && decide.variables === "rejected"}
            disabled={decide.isPending}
            onClick={() => act("rejected")}
          >
            {t("task.reject")}
          </Button>
        </div>
      </section>
      {code === null && (
        <ButtonLink to="/inbox/$taskKey" params={{ taskKey: task.taskKey }} variant="subtle" size="md">
          {t("mailDecision.open")}
        </ButtonLink>
      )}
    </Frame>
  );
}
