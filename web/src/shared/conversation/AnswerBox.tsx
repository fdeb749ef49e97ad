import { Button, Textarea } from "@mantine/core";
import { IconHelpCircle } from "@tabler/icons-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Conversation, Place, Question } from "../api/conversation.ts";
import { nameOf } from "../ui/people.ts";
import { Time } from "../ui/Time.tsx";
import { AddFiles } from "./AddFiles.tsx";
import classes from "./Conversation.module.css";
import { Refusal } from "./Refusal.tsx";
import { Uploads } from "./Uploads.tsx";
import { useConversationActs } from "./useConversationActs.ts";
import { useUploads } from "./useUploads.ts";

interface AnswerBoxProps {
  place: Place;
  said: Conversation;
  question: Question;
}

/** A question to me, and room for the answer. Somebody decides once it is there. */
export function AnswerBox({ place, said, question }: AnswerBoxProps) {
  const { t } = useTranslation();
  const title = useId();
  const [text, setText] = useState("");
  const acts = useConversationActs(place);
  const { uploads, add, forget } = useUploads(place, said.maxFileSize, acts.show);
  return (
    <section className={classes.question} aria-labelledby={title}>
      <h2 id={title} className={classes.questionTitle}>
        <IconHelpCircle size={20} stroke={1.75} aria-hidden />
        {t("conversation.asksYou", { who: nameOf(question.askedBy) })}
        <span className={classes.muted}>
          <Time at={question.askedAt} />
        </span>
      </h2>
      <p className={classes.words}>{question.text}</p>
      <Textarea
        aria-label={t("conversation.answer")}
        placeholder={t("conversation.answerHint")}
        autosize
        minRows={2}
        maxRows={12}
        size="md"
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Uploads uploads={uploads} forget={forget} />
      <Refusal error={acts.answer.error} />
      <div className={classes.composerActs}>
        {said.may.addFile.allowed && <AddFiles add={add} />}
        <span className={classes.spacer} />
        <Button
          disabled={text.trim() === ""}
          loading={acts.answer.isPending}
          onClick={() => acts.answer.mutate({ questionId: question.questionId, text })}
        >
          {t("conversation.sendAnswer")}
        </Button>
      </div>
    </section>
  );
}
