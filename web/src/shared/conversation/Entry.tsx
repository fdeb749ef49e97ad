import {
  IconCheck,
  IconFile,
  IconFileOff,
  IconHelpCircle,
  IconMessageReply,
  IconTrash,
  IconUser,
  IconX,
} from "@tabler/icons-react";
import type { ComponentType, ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Comment } from "../api/conversation.ts";
import { downloadPath, type Attachment } from "../api/files.ts";
import { fileSize } from "../format/values.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { describeEntry, lookOf, named } from "../process/describeEntry.ts";
import { Avatar } from "../ui/Avatar.tsx";
import type { Tone } from "../ui/Note.tsx";
import { nameOf } from "../ui/people.ts";
import { Time } from "../ui/Time.tsx";
import { ToneIcon } from "../ui/ToneIcon.tsx";
import { ConfirmButton } from "./ConfirmButton.tsx";
import classes from "./Conversation.module.css";
import { partsOf } from "./mention.ts";
import type { Item } from "./stream.ts";

interface EntryProps {
  item: Item;
  me: string;
  /** Whether it came since the last visit. */
  fresh: boolean;
  names: ReadonlyMap<string, string>;
  onDelete: (comment: Comment) => void;
  /** Null where files stay as they are. */
  onRemove: ((file: Attachment) => void) | null;
}

/** One thing that somebody did or said: words in a card, deeds in a line. */
export function Entry({ item, me, fresh, names, onDelete, onRemove }: EntryProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  switch (item.kind) {
    case "comment": {
      const { comment } = item;
      const who = nameOf(comment.by);
      if (comment.text === null) {
        return (
          <Line icon={IconTrash} at={item.at} fresh={false}>
            {t("conversation.commentDeleted", { who })}
          </Line>
        );
      }
      return (
        <Card
          who={who}
          at={item.at}
          fresh={fresh}
          act={
            comment.by.username === me && (
              <ConfirmButton
                label={t("conversation.deleteComment")}
                confirm={t("conversation.reallyDelete")}
                onConfirm={() => onDelete(comment)}
              />
            )
          }
        >
          <Text comment={comment} me={me} />
        </Card>
      );
    }
    case "question":
      return (
        <Card
          who={nameOf(item.question.askedBy)}
          verb={t("conversation.asked", { who: nameOf(item.question.askedOf) })}
          icon={IconHelpCircle}
          at={item.at}
          fresh={fresh}
        >
          <p className={classes.words}>{item.question.text}</p>
          {item.question.state !== "ANSWERED" && (
            <p className={classes.standing}>{t(`conversation.state.${item.question.state}`)}</p>
          )}
        </Card>
      );
    case "answer":
      return (
        <Card
          who={nameOf(item.question.askedOf)}
          verb={t("conversation.answered")}
          icon={IconMessageReply}
          at={item.at}
          fresh={fresh}
        >
          <p className={classes.words}>{item.question.answer}</p>
        </Card>
      );
    case "file": {
      const { file } = item;
      const who = nameOf(file.uploadedBy);
      const size = fileSize(file.size, locale);
      const removable = file.uploadedBy.username === me ? onRemove : null;
      return (
        <Line
          icon={IconFile}
          at={item.at}
          fresh={fresh}
          act={
            file.removedAt === null &&
            removable !== null && (
              <ConfirmButton
                label={t("conversation.removeFile", { file: file.name })}
                confirm={t("conversation.reallyRemove")}
                onConfirm={() => removable(file)}
              />
            )
          }
        >
          <strong>{who}</strong> {t("conversation.added")}{" "}
          {file.removedAt === null ? (
            <a href={downloadPath(file.attachmentId)} download={file.name} className={classes.file}>
              {file.name}
            </a>
          ) : (
            <s>{file.name}</s>
          )}{" "}
          <span className={classes.muted}>({size})</span>
        </Line>
      );
    }
    case "removed":
      return (
        <Line icon={IconFileOff} at={item.at} fresh={fresh}>
          {t("conversation.removed", { who: nameOf(item.file.uploadedBy), file: item.file.name })}
        </Line>
      );
    case "decision": {
      const { decision } = item;
      const bad = decision.outcome === "rejected" || decision.outcome === "expired";
      return (
        <Line
          icon={bad ? IconX : IconCheck}
          tone={bad ? "bad" : "good"}
          at={item.at}
          fresh={fresh}
          quote={decision.comment}
        >
          <strong>{nameOf(decision.by)}</strong> {t(`decision.${decision.outcome}`)}
          {decision.onBehalfOf !== null && <> {t("decision.onBehalfOf", { who: decision.onBehalfOf })}</>}
        </Line>
      );
    }
    case "act": {
      const { icon, tone } = lookOf(item.entry);
      const Icon = icon === "approved" ? IconCheck : icon === "rejected" ? IconX : IconUser;
      return (
        <Line icon={Icon} tone={tone} at={item.at} fresh={fresh} quote={item.entry.comment}>
          {describeEntry(named(item.entry, names), t)}
        </Line>
      );
    }
  }
}

function Text({ comment, me }: { comment: Comment; me: string }) {
  const names = new Map(comment.mentions.map((person) => [person.username, nameOf(person)]));
  return (
    <p className={classes.words}>
      {partsOf(comment.text ?? "", [...names.keys()]).map(({ text, username }, index) =>
        username === undefined ? (
          text
        ) : (
          <span key={index} className={classes.mention} data-me={username === me}>
            @{names.get(username)}
          </span>
        ),
      )}
    </p>
  );
}

interface CardProps {
  who: string;
  verb?: string;
  icon?: ComponentType<{ size?: number }>;
  at: string;
  fresh: boolean;
  act?: ReactNode;
  children: ReactNode;
}

function Card({ who, verb, icon: Icon, at, fresh, act, children }: CardProps) {
  return (
    <li className={classes.entry}>
      {Icon === undefined ? <Avatar name={who} size={28} /> : <ToneIcon icon={Icon} tone="care" />}
      <div className={classes.card} data-fresh={fresh}>
        <div className={classes.cardHead}>
          <span>
            <strong>{who}</strong> {verb}{" "}
            <span className={classes.muted}>
              <Time at={at} />
            </span>
            <New fresh={fresh} />
          </span>
          {act}
        </div>
        {children}
      </div>
    </li>
  );
}

interface LineProps {
  icon: ComponentType<{ size?: number }>;
  tone?: Tone;
  at: string;
  fresh: boolean;
  quote?: string | null;
  act?: ReactNode;
  children: ReactNode;
}

function Line({ icon, tone = "plain", at, fresh, quote = null, act, children }: LineProps) {
  return (
    <li className={classes.entry}>
      <ToneIcon icon={icon} tone={tone} />
      <div>
        <div className={classes.line}>
          <span>
            {children}{" "}
            <span className={classes.muted}>
              <Time at={at} />
            </span>
            <New fresh={fresh} />
          </span>
          {act}
        </div>
        {quote !== null && quote !== "" && <p className={classes.quote}>{quote}</p>}
      </div>
    </li>
  );
}

function New({ fresh }: { fresh: boolean }) {
  const { t } = useTranslation();
  return fresh ? <span className={classes.new}>{t("conversation.new")}</span> : null;
}
