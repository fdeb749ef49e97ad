import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { IconFileStack, IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { myRequestsQuery, type RequestRow } from "@/shared/api/requests.ts";
import { moneyOf, subjectOf } from "@/shared/format/values.ts";
import { useLocale } from "@/shared/i18n/useLocale.ts";
import { EmptyState } from "@/shared/ui/EmptyState.tsx";
import { ErrorState } from "@/shared/ui/ErrorState.tsx";
import { ButtonLink } from "@/shared/ui/links.tsx";
import { MoreButton } from "@/shared/ui/MoreButton.tsx";
import { Page } from "@/shared/ui/Page.tsx";
import { Skeletons } from "@/shared/ui/Skeletons.tsx";
import { Time } from "@/shared/ui/Time.tsx";

import classes from "./Requests.module.css";
import { Status } from "./Status.tsx";

/** What I asked for, and how it stands. */
export function RequestsPage() {
  const { t } = useTranslation();
  const requests = useInfiniteQuery(myRequestsQuery);
  const rows = requests.data?.pages.flatMap((page) => page.items) ?? [];
  const startButton = (
    <ButtonLink to="/start" leftSection={<IconPlus size={18} aria-hidden />}>
      {t("start.action")}
    </ButtonLink>
  );
  return (
    <Page
      title={t("requests.title")}
      lead={t("requests.lead")}
      actions={rows.length > 0 ? startButton : undefined}
    >
      {requests.isPending ? (
        <Skeletons rows={5} height={72} />
      ) : requests.isLoadingError ? (
        <ErrorState error={requests.error} onRetry={() => void requests.refetch()} />
      ) : rows.length === 0 ? (
        <EmptyState icon={IconFileStack} title={t("requests.empty.title")} action={startButton}>
          {t("requests.empty.text")}
        </EmptyState>
      ) : (
        <>
          <ul className={classes.rows}>
            {rows.map((row) => (
              <Row key={row.startId ?? row.processInstanceKey} row={row} />
            ))}
          </ul>
          <MoreButton query={requests} />
        </>
      )}
    </Page>
  );
}

function Row({ row }: { row: RequestRow }) {
  const locale = useLocale();
  const subject = subjectOf(row.summary, locale);
  const money = moneyOf(row.summary, locale);
  const content = (
    <>
      <span className={classes.what}>
        <strong>{subject ?? row.processName ?? row.processId}</strong>
        <span>
          {subject !== null && `${row.processName ?? row.processId} · `}
          {money !== null && `${money.text} · `}
          {row.businessKey !== null && `${row.businessKey} · `}
          {row.requestedAt !== null && <Time at={row.requestedAt} />}
        </span>
      </span>
      <Status request={row} />
    </>
  );
  return (
    <li>
      {row.processInstanceKey === null ? (
        <div className={classes.row}>{content}</div>
      ) : (
        <Link
          to="/requests/$processInstanceKey"
          params={{ processInstanceKey: row.processInstanceKey }}
          className={classes.row}
        >
          {content}
        </Link>
      )}
    </li>
  );
}
