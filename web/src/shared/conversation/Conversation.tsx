import { useTranslation } from "react-i18next";

import type { Conversation as Said, Place, Seen } from "../api/conversation.ts";
import type { AuditEntry, Decision, Person } from "../api/model.ts";
import { Section } from "../ui/Section.tsx";
import { Composer } from "./Composer.tsx";
import classes from "./Conversation.module.css";
import { Entry } from "./Entry.tsx";
import { Refusal } from "./Refusal.tsx";
import { isNew, namesIn, streamOf } from "./stream.ts";
import { useConversationActs } from "./useConversationActs.ts";

interface ConversationProps {
  place: Place;
  said: Said;
  since: Seen | null;
  me: Person;
  requester: Person | null;
  history?: readonly AuditEntry[];
  decisions?: readonly Decision[];
}

const nobody: readonly never[] = [];

/** Comments, files, questions and deeds in one stream, and a place to add to it. */
export function Conversation({
  place,
  said,
  since,
  me,
  requester,
  history = nobody,
  decisions = nobody,
}: ConversationProps) {
  const { t } = useTranslation();
  const acts = useConversationActs(place);
  const items = streamOf(said, { history, decisions });
  const names = namesIn(said);
  for (const person of [me, requester]) {
    if (person !== null) names.set(person.username, person.displayName ?? person.username);
  }
  return (
    <Section title={t("conversation.title")}>
      {items.length === 0 ? (
        <p className={classes.none}>{t("conversation.none")}</p>
      ) : (
        <ol className={classes.entries} aria-label={t("conversation.title")}>
          {items.map((item) => (
            <Entry
              key={item.id}
              item={item}
              me={me.username}
              fresh={isNew(item, since?.at ?? null, me.username)}
              names={names}
              onDelete={(comment) => acts.deleteComment.mutate(comment.commentId)}
              onRemove={said.may.addFile.allowed ? (file) => acts.removeFile.mutate(file) : null}
            />
          ))}
        </ol>
      )}
      <Refusal error={acts.deleteComment.error ?? acts.removeFile.error} />
      {said.may.comment.allowed && (
        <Composer place={place} conversation={said} acts={acts} requester={requester} />
      )}
    </Section>
  );
}
