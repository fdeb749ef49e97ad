import { ActionIcon, Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { IconArrowBackUp, IconTrash } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { startableProcessesQuery } from "../api/definitions.ts";
import { deleteDraft, draftsQuery, readDraft, saveDraft, type Draft, type DraftRow } from "../api/drafts.ts";
import { hasStatus } from "../api/problem.ts";
import { moneyOf, subjectOf } from "../format/values.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Time } from "../ui/Time.tsx";
import classes from "./DraftList.module.css";

/** What one has begun: to go on with, or to throw away; and to bring back, as long as one stays on the page. */
export function DraftList({ drafts }: { drafts: readonly DraftRow[] }) {
  const { t } = useTranslation();
  const [thrownAway, setThrownAway] = useState<ReadonlyMap<string, Row>>(new Map());
  const shown = [
    ...drafts,
    ...[...thrownAway.values()]
      .map(({ row }) => row)
      .filter(({ draftId }) => !drafts.some((draft) => draft.draftId === draftId)),
  ].toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt));
  return (
    <ul className={classes.drafts} aria-label={t("drafts.title")}>
      {shown.map((row) => (
        <DraftItem
          key={row.draftId}
          row={row}
          deleted={thrownAway.get(row.draftId)?.draft ?? null}
          onDeleted={(draft) =>
            setThrownAway((before) => {
              const after = new Map(before);
              if (draft === null) after.delete(row.draftId);
              else after.set(row.draftId, { row, draft });
              return after;
            })
          }
        />
      ))}
    </ul>
  );
}

interface Row {
  row: DraftRow;
  draft: Draft;
}

interface DraftItemProps {
  row: DraftRow;
  /** What it was, where it was thrown away. */
  deleted: Draft | null;
  onDeleted: (draft: Draft | null) => void;
}

function DraftItem({ row, deleted, onDeleted }: DraftItemProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const client = useQueryClient();
  const processes = useQuery(startableProcessesQuery);
  const item = useRef<HTMLLIElement>(null);
  const process = processes.data?.items.find(({ processId }) => processId === row.processId);
  const processName = process?.name ?? row.processId;
  const subject = subjectOf(row.summary, locale);
  const money = moneyOf(row.summary, locale);
  const name = subject ?? processName;

  const settle = () => client.invalidateQueries({ queryKey: draftsQuery.queryKey });
  const remove = useMutation({
    mutationFn: async () => {
      const draft = await readDraft(row.draftId);
      await deleteDraft(row.draftId);
      return draft;
    },
    onSuccess: onDeleted,
    // sent or deleted elsewhere: the list says so
    onError: (error) => void (hasStatus(error, 404) && settle()),
  });
  const undo = useMutation({
    mutationFn: ({ draftId, processId, formKey, values, attachments }: Draft) =>
      saveDraft(draftId, {
        processId,
        formKey,
        values,
        attachments: attachments.map(({ attachmentId }) => attachmentId),
        version: 0,
      }),
    onSuccess: async () => {
      await settle();
      onDeleted(null);
    },
  });

  // what the focus was on is gone
  const isDeleted = deleted !== null;
  const before = useRef(isDeleted);
  useEffect(() => {
    if (before.current !== isDeleted) item.current?.querySelector<HTMLElement>("a, button")?.focus();
    before.current = isDeleted;
  }, [isDeleted]);

  return (
    <li ref={item}>
      {deleted !== null ? (
        <div className={classes.draft}>
          <span className={classes.gone} role="status">
            {t("drafts.deleted", { name })}
          </span>
          <Button
            variant="subtle"
            size="md"
            leftSection={<IconArrowBackUp size={18} aria-hidden />}
            loading={undo.isPending}
            onClick={() => undo.mutate(deleted)}
          >
            {t("common.undo")}
          </Button>
        </div>
      ) : (
        <div className={classes.draft}>
          <Link
            to="/start/$processId"
            params={{ processId: row.processId }}
            search={{ draft: row.draftId }}
            className={classes.link}
          >
            <strong>{name}</strong>
            <span>
              {subject !== null && `${processName} · `}
              {money !== null && `${money.text} · `}
              {t("drafts.touched")} <Time at={row.updatedAt} />
              {processes.isSuccess && process === undefined && ` · ${t("drafts.notStartable")}`}
            </span>
          </Link>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={44}
            aria-label={t("drafts.delete", { name })}
            loading={remove.isPending}
            onClick={() => remove.mutate()}
          >
            <IconTrash size={20} stroke={1.75} aria-hidden />
          </ActionIcon>
        </div>
      )}
      <ErrorNote error={undo.error ?? (hasStatus(remove.error, 404) ? null : remove.error)} />
    </li>
  );
}
