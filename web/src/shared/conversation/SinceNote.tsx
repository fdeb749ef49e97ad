import { useTranslation } from "react-i18next";

import type { Conversation, Seen } from "../api/conversation.ts";
import type { AuditEntry, Decision, Person } from "../api/model.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { formatValue, humanize } from "../format/values.ts";
import { visitTime } from "../format/when.ts";
import { Note } from "../ui/Note.tsx";
import { useNow } from "../ui/useNow.ts";
import { isNew, namesIn, streamOf } from "./stream.ts";

interface SinceNoteProps {
  said: Conversation;
  since: Seen | null;
  me: Person;
  history?: readonly AuditEntry[];
  decisions?: readonly Decision[];
}

/** What happened since I was here, in a sentence; nothing on the first visit and where nothing did. */
export function SinceNote({ said, since, me, history = [], decisions = [] }: SinceNoteProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const now = useNow();
  if (since === null) return null;

  const fresh = streamOf(said, { history, decisions }).filter((item) => isNew(item, since.at, me.username));
  const names = namesIn(said);
  const who = (username: string | null) => names.get(username ?? "") ?? username ?? "";
  const comments = fresh.filter((item) => item.kind === "comment" && item.comment.text !== null).length;
  const files = fresh.filter((item) => item.kind === "file" && item.file.removedAt === null).length;
  const words = { yes: t("common.yes"), no: t("common.no") };
  const parts = [
    ...(comments > 0 ? [t("conversation.since.comments", { count: comments })] : []),
    ...(files > 0 ? [t("conversation.since.files", { count: files })] : []),
    ...fresh.flatMap((item) => {
      if (item.kind === "question") return [t("conversation.since.asked", { who: who(item.by) })];
      if (item.kind === "answer") return [t("conversation.since.answered", { who: who(item.by) })];
      const outcome = item.kind === "decision" ? item.decision.outcome : outcomeOf(item);
      return outcome === "approved" || outcome === "rejected"
        ? [t(`conversation.since.${outcome}`, { who: who(item.by) })]
        : [];
    }),
    ...since.changes.map(({ name, before, after }) =>
      t("conversation.since.changed", {
        name: humanize(name),
        before: formatValue(before, locale, words),
        after: formatValue(after, locale, words),
      }),
    ),
  ];
  if (parts.length === 0) return null;
  return (
    <Note role="status" title={t("conversation.since.title", { when: visitTime(since.at, now, locale) })}>
      {new Intl.ListFormat(locale, { type: "unit" }).format(parts)}
    </Note>
  );
}

const outcomeOf = (item: ReturnType<typeof streamOf>[number]): unknown =>
  item.kind === "act" && item.entry.action === "task.decided" ? item.entry.after?.["outcome"] : undefined;
