import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Conversation, Place } from "../api/conversation.ts";
import type { Person } from "../api/model.ts";
import { Note } from "../ui/Note.tsx";
import { nameOf } from "../ui/people.ts";
import { Time } from "../ui/Time.tsx";
import classes from "./Conversation.module.css";
import { Refusal } from "./Refusal.tsx";
import { useConversationActs } from "./useConversationActs.ts";

interface QuestionNoteProps {
  place: Place;
  said: Conversation;
  me: Person;
}

/** That somebody waits for the requester's answer, or what the answer was. */
export function QuestionNote({ place, said, me }: QuestionNoteProps) {
  const { t } = useTranslation();
  const acts = useConversationActs(place);
  const last = said.questions.findLast(
    ({ taskKey, state }) => taskKey === place.key && (state === "OPEN" || state === "ANSWERED"),
  );
  if (last === undefined) return null;
  const who = nameOf(last.askedOf);
  if (last.state === "ANSWERED") {
    return (
      <Note tone="info" role="status" title={t("conversation.hasAnswered", { who })}>
        <q className={classes.quoted}>{last.answer}</q>
      </Note>
    );
  }
  return (
    <Note tone="care" role="status" title={t("conversation.waiting", { who })}>
      <p>
        {t("conversation.waitingSince", { who: nameOf(last.askedBy) })} <Time at={last.askedAt} />
      </p>
      <q className={classes.quoted}>{last.text}</q>
      <Refusal error={acts.takeBack.error} />
      {last.askedBy.username === me.username && (
        <div className={classes.noteActs}>
          <Button
            variant="default"
            size="sm"
            loading={acts.takeBack.isPending}
            onClick={() => acts.takeBack.mutate(last)}
          >
            {t("conversation.takeBack")}
          </Button>
        </div>
      )}
    </Note>
  );
}
