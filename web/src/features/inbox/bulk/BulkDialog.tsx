import { Button, Loader, Modal, Select, Textarea } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { checkBulk, type BulkOutcome } from "@/shared/api/bulk.ts";
import type { TaskRow } from "@/shared/api/tasks.ts";
import { subjectOf } from "@/shared/format/values.ts";
import { useLocale } from "@/shared/i18n/useLocale.ts";
import { ErrorNote } from "@/shared/ui/ErrorNote.tsx";
import { Note } from "@/shared/ui/Note.tsx";
import { nameOf } from "@/shared/ui/people.ts";

import classes from "./Bulk.module.css";
import { useReasons } from "./reasons.ts";
import { useBulkDecision } from "./useBulkDecision.ts";

interface BulkDialogProps {
  tasks: readonly TaskRow[];
  outcome: BulkOutcome;
  onClose: () => void;
  onDecided: () => void;
}

const colors = { approved: "green", rejected: "red", completed: "blue" };

/** Says what would come of it, asks for a comment, decides. */
export default function BulkDialog({ tasks, outcome, onClose, onDecided }: BulkDialogProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const phone = useMediaQuery("(max-width: 767px)");
  const [comment, setComment] = useState("");
  const [missing, setMissing] = useState(false);
  const [onBehalfOf, setOnBehalfOf] = useState<string | null>(null);
  const [principals, setPrincipals] = useState<readonly { value: string; label: string }[]>([]);
  const words = useRef<HTMLTextAreaElement>(null);
  const named = onBehalfOf === null ? {} : { onBehalfOf };
  const keys = tasks.map(({ taskKey }) => taskKey);
  const check = useQuery({
    // with the tasks: it is asked again when one of them changes
    queryKey: ["tasks", "bulk", outcome, onBehalfOf, keys],
    queryFn: ({ signal }) => checkBulk({ taskKeys: keys, outcome, ...named }, signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });
  const titleOf = (key: string) => {
    const task = tasks.find(({ taskKey }) => taskKey === key);
    if (task === undefined) return key;
    return subjectOf(task.summary, locale) ?? task.businessKey ?? task.name ?? task.elementId;
  };
  const reasons = useReasons(titleOf);
  const decision = useBulkDecision(reasons, onDecided);

  // once somebody is named there is nothing unclear any more, but the choice stays
  if (check.data !== undefined && check.data.actsFor.length > 0 && principals.length === 0) {
    setPrincipals(check.data.actsFor.map((person) => ({ value: person.username, label: nameOf(person) })));
  }

  const allowed = check.data?.allowed ?? [];
  const count = allowed.length;
  const decide = () => {
    const said = comment.trim();
    if (outcome === "rejected" && said === "") {
      setMissing(true);
      words.current?.focus();
      return;
    }
    decision.submit({ taskKeys: allowed, outcome, ...named, ...(said === "" ? {} : { comment: said }) });
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`bulk.title.${outcome}`, { count: tasks.length })}
      size="lg"
      fullScreen={phone}
      returnFocus={false}
      closeOnClickOutside={comment === ""}
      closeButtonProps={{ "aria-label": t("common.close"), size: 44, iconSize: 20 }}
    >
      <div className={classes.dialog}>
        <div role="status" className={classes.check} aria-busy={check.isFetching}>
          {check.isPending ? (
            <p className={classes.checking}>
              <Loader size="sm" aria-hidden /> {t("bulk.checking")}
            </p>
          ) : (
            check.data !== undefined && (
              <>
                <p className={classes.verdict}>
                  {count === tasks.length
                    ? t(`bulk.may.${outcome}.all`, { count })
                    : count === 0
                      ? t(`bulk.may.${outcome}.none`)
                      : t(`bulk.may.${outcome}.some`, { count, all: tasks.length })}
                </p>
                {check.data.refused.length > 0 && (
                  <ul className={classes.reasons} aria-label={t("bulk.reasons")}>
                    {reasons.grouped(check.data.refused).map((reason) => (
                      <li key={reason.words}>
                        <span className={classes.number}>{reason.keys.length}</span>
                        <span>
                          {reason.words}
                          <small className={classes.names}>{reasons.names(reason.keys)}</small>
                        </span>
                      </li>
                    ))}
                  </ul>
                )}
              </>
            )
          )}
        </div>
        <ErrorNote error={check.error} />
        {principals.length > 0 && (
          <Select
            label={t("bulk.onBehalfOf")}
            description={t("bulk.onBehalfOfHint")}
            size="md"
            data={[...principals]}
            value={onBehalfOf}
            onChange={setOnBehalfOf}
            disabled={decision.locked}
          />
        )}
        {count > 0 && (
          <Textarea
            ref={words}
            data-autofocus
            label={t("task.comment")}
            description={t(outcome === "rejected" ? "bulk.whyHint" : "bulk.commentHint")}
            autosize
            minRows={2}
            maxRows={8}
            size="md"
            maxLength={4000}
            value={comment}
            disabled={decision.locked}
            error={missing && comment.trim() === "" ? t("task.reasonMissing") : undefined}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
        )}
        <ErrorNote error={decision.error} />
        {decision.locked && <Note tone="care">{t("bulk.unknown")}</Note>}
        <div className={classes.buttons}>
          {count > 0 && (
            <Button
              size="md"
              color={colors[outcome]}
              loading={decision.isPending}
              disabled={check.isPlaceholderData}
              onClick={decide}
            >
              {t(`bulk.do.${outcome}`, { count })}
            </Button>
          )}
          <Button size="md" variant="default" onClick={onClose}>
            {t(count === 0 && !check.isPending ? "common.close" : "common.cancel")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
