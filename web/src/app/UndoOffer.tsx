import { Button, CloseButton } from "@mantine/core";
import { IconArrowBackUp, IconCheck } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { useCommands } from "@/shared/commands/registry.ts";
import { ErrorNote } from "@/shared/ui/ErrorNote.tsx";
import { offerUndo, type Undoable } from "@/shared/undo/undo.ts";

import classes from "./UndoNote.module.css";

/** How long what is left to read stays. */
const afterwards = 6_000;

/** What was just done, and for as long as that is possible the way back. */
export default function UndoOffer({ undoable }: { undoable: Undoable }) {
  const { t } = useTranslation();
  const undo = useMutation({ mutationFn: () => undoable.undo() });
  const seconds = useSecondsUntil(undoable.until);
  const possible = seconds > 0 && undo.isIdle;
  const failed = undo.isError;
  const stays = possible || undo.isPending || failed || (undo.isIdle && undoable.details.length > 0);

  useEffect(() => {
    if (stays) return;
    const timer = setTimeout(() => offerUndo(null), undo.isSuccess ? afterwards : 0);
    return () => clearTimeout(timer);
  }, [stays, undo.isSuccess]);

  useCommands(
    possible
      ? [{ id: "undo", label: t("undo.it"), group: t("commands.do"), keys: "u", run: () => undo.mutate() }]
      : [],
  );

  return (
    <div className={classes.note}>
      <div className={classes.line}>
        <IconCheck size={20} aria-hidden className={classes.icon} />
        <p className={classes.text}>{undo.data ?? undoable.text}</p>
        {(possible || undo.isPending) && (
          <Button
            variant="light"
            size="sm"
            className={classes.undo ?? ""}
            leftSection={<IconArrowBackUp size={18} aria-hidden />}
            loading={undo.isPending}
            aria-label={t("undo.it")}
            aria-keyshortcuts="u"
            onClick={() => undo.mutate()}
          >
            {/* told once: a screen reader need not count along */}
            <span aria-hidden>{t("undo.for", { count: seconds })}</span>
          </Button>
        )}
        {!possible && !undo.isPending && (
          <CloseButton
            aria-label={t("common.close")}
            size={44}
            iconSize={20}
            onClick={() => offerUndo(null)}
          />
        )}
      </div>
      {undo.isIdle && undoable.details.length > 0 && (
        <ul className={classes.details}>
          {undoable.details.map((detail) => (
            <li key={detail}>{detail}</li>
          ))}
        </ul>
      )}
      <ErrorNote error={undo.error} />
    </div>
  );
}

function useSecondsUntil(until: number): number {
  const left = () => Math.max(0, Math.ceil((until - performance.now()) / 1000));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    const timer = setInterval(() => {
      const now = left();
      setSeconds(now);
      if (now === 0) clearInterval(timer);
    }, 200);
    return () => clearInterval(timer);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- an offer never changes its end
  }, []);
  return seconds;
}
