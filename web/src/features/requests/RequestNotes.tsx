import { useTranslation } from "react-i18next";

import type { RequestDetail } from "@/shared/api/requests.ts";
import { relativeTime } from "@/shared/format/when.ts";
import { useLocale } from "@/shared/i18n/useLocale.ts";
import { ButtonLink } from "@/shared/ui/links.tsx";
import { Note } from "@/shared/ui/Note.tsx";
import { Time } from "@/shared/ui/Time.tsx";
import { useNow } from "@/shared/ui/useNow.ts";

import classes from "./Requests.module.css";

/** What the status alone does not say: why it was withdrawn, when people were reminded, what it belongs to. */
export function RequestNotes({ request, mine }: { request: RequestDetail; mine: boolean }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const now = useNow();
  const { withdrawal, remindedAt, remindAgainAt, rootProcessInstanceKey, processInstanceKey } = request;
  const isOpen = request.state === "ACTIVE" && withdrawal === null;
  return (
    <div className={classes.notes} aria-live="polite">
      {rootProcessInstanceKey !== null && rootProcessInstanceKey !== processInstanceKey && (
        <Note tone="plain">
          <p>{t("requests.partOf")}</p>
          <ButtonLink
            to="/requests/$processInstanceKey"
            params={{ processInstanceKey: rootProcessInstanceKey }}
            variant="default"
          >
            {t("requests.whole")}
          </ButtonLink>
        </Note>
      )}
      {withdrawal !== null && request.state !== "COMPLETED" && (
        <Note
          tone="plain"
          title={
            mine
              ? t("requests.withdraw.done")
              : request.requester === null
                ? t("task.withdrawnByNobody")
                : t("task.withdrawn", { name: request.requester })
          }
        >
          <Time at={withdrawal.at} />
          {withdrawal.reason !== null && <q className={classes.quote}>{withdrawal.reason}</q>}
        </Note>
      )}
      {mine && isOpen && remindedAt !== null && (
        <Note tone="plain">
          {t("requests.remind.done")} <Time at={remindedAt} />
          {". "}
          {remindAgainAt !== null &&
            Date.parse(remindAgainAt) > now &&
            t("requests.remind.again", { when: relativeTime(remindAgainAt, now, locale) })}
        </Note>
      )}
      {mine && isOpen && request.may.withdraw.reason === "withdrawal-not-allowed" && (
        <p className={classes.aside}>{t("requests.withdraw.never")}</p>
      )}
    </div>
  );
}
