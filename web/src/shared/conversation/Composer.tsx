import { Button } from "@mantine/core";
import { IconHelpCircle } from "@tabler/icons-react";
import { useState, type DragEvent } from "react";
import { useTranslation } from "react-i18next";

import type { Conversation, Place } from "../api/conversation.ts";
import type { Person } from "../api/model.ts";
import { nameOf } from "../ui/people.ts";
import { AddFiles } from "./AddFiles.tsx";
import classes from "./Conversation.module.css";
import { MentionBox } from "./MentionBox.tsx";
import { Refusal } from "./Refusal.tsx";
import { Uploads } from "./Uploads.tsx";
import type { useConversationActs } from "./useConversationActs.ts";
import { useUploads } from "./useUploads.ts";

interface ComposerProps {
  place: Place;
  conversation: Conversation;
  acts: ReturnType<typeof useConversationActs>;
  /** Who can be asked for information, where somebody can. */
  requester: Person | null;
}

/** Says something, adds files, or asks the requester. */
export function Composer({ place, conversation: { may, maxFileSize }, acts, requester }: ComposerProps) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [over, setOver] = useState(false);
  const { uploads, add, forget } = useUploads(place, maxFileSize, acts.show);
  const busy = acts.comment.isPending || acts.ask.isPending;
  const empty = text.trim() === "";

  const send = (act: typeof acts.comment | typeof acts.ask) => {
    if (empty || busy) return;
    acts.comment.reset();
    acts.ask.reset();
    act.mutate(text, { onSuccess: () => setText("") });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (may.addFile.allowed) add(event.dataTransfer.files);
  };

  return (
    <section
      className={classes.composer}
      aria-label={t("conversation.write")}
      data-over={over && may.addFile.allowed}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <MentionBox
        place={place}
        label={t("conversation.say")}
        placeholder={t(may.ask.allowed ? "conversation.hintAsk" : "conversation.hint")}
        value={text}
        onChange={setText}
        onSubmit={() => send(acts.comment)}
      />
      <Uploads uploads={uploads} forget={forget} />
      <Refusal error={acts.comment.error ?? acts.ask.error} />
      <div className={classes.composerActs}>
        {may.addFile.allowed && <AddFiles add={add} />}
        <span className={classes.spacer} />
        {may.ask.allowed && requester !== null && (
          <Button
            variant="default"
            leftSection={<IconHelpCircle size={18} aria-hidden />}
            disabled={empty || busy}
            loading={acts.ask.isPending}
            onClick={() => send(acts.ask)}
          >
            {t("conversation.ask", { who: nameOf(requester) })}
          </Button>
        )}
        <Button disabled={empty || busy} loading={acts.comment.isPending} onClick={() => send(acts.comment)}>
          {t("conversation.comment")}
        </Button>
      </div>
    </section>
  );
}
