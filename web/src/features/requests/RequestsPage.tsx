import { TextInput } from "@mantine/core";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { IconCopyPlus, IconFileStack, IconPencil, IconPlus, IconSearch } from "@tabler/icons-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";

import { draftsQuery } from "@/shared/api/drafts.ts";
import { myRequestsQuery, type RequestRow } from "@/shared/api/requests.ts";
import { useCommands } from "@/shared/commands/registry.ts";
import { DraftList } from "@/shared/drafts/DraftList.tsx";
import { moneyOf, subjectOf } from "@/shared/format/values.ts";
import { useLocale } from "@/shared/i18n/useLocale.ts";
import { EmptyState } from "@/shared/ui/EmptyState.tsx";
import { ErrorState } from "@/shared/ui/ErrorState.tsx";
import { ButtonLink } from "@/shared/ui/links.tsx";
import { MoreButton } from "@/shared/ui/MoreButton.tsx";
import { Page } from "@/shared/ui/Page.tsx";
import { Skeletons } from "@/shared/ui/Skeletons.tsx";
import { Time } from "@/shared/ui/Time.tsx";
import { useTyped } from "@/shared/ui/useTyped.ts";

import classes from "./Requests.module.css";
import { Status } from "./Status.tsx";

const shelves = ["all", "open", "ended", "drafts"] as const;
type Shelf = (typeof shelves)[number];

/** What I asked for, and how it stands; and what I have begun. */
export function RequestsPage() {
  const { t } = useTranslation();
  const { show = "all", q = "" } = useSearch({ from: "/app/requests" });
  const navigate = useNavigate();
  const drafts = useQuery(draftsQuery);
  const search = useRef<HTMLInputElement>(null);
  const count = drafts.data?.items.length ?? 0;
  const { input } = useTyped(q, (words) => {
    void navigate({
      to: "/requests",
      search: (before) => ({ ...before, q: words || undefined }),
      replace: true,
    });
  });

  useCommands([
    {
      id: "search-requests",
      label: t("requests.search"),
      group: t("places.requests"),
      keys: "f",
      run: () => search.current?.focus(),
    },
  ]);

  return (
    <Page title={t("requests.title")} lead={t("requests.lead")} actions={<StartButton />}>
      <div className={classes.tools}>
        <nav className={classes.shelves} aria-label={t("requests.show")}>
          {shelves.map((name) => (
            <Link
              key={name}
              to="/requests"
              search={(before) => ({ ...before, show: name === "all" ? undefined : name })}
              className={classes.shelf}
              activeOptions={{ exact: true, includeSearch: true }}
              aria-current={name === show ? "true" : undefined}
            >
              {t(`requests.shown.${name}`)}
              {name === "drafts" && count > 0 && <span className={classes.count}>{count}</span>}
            </Link>
          ))}
        </nav>
        {show !== "drafts" && (
          <TextInput
            ref={search}
            type="search"
            size="md"
            className={classes.search ?? ""}
            maxLength={200}
            placeholder={t("requests.search")}
            aria-label={t("requests.search")}
            leftSection={<IconSearch size={18} aria-hidden />}
            {...input}
          />
        )}
      </div>
      {show === "drafts" ? <Drafts /> : <Requests show={show} q={q} />}
    </Page>
  );
}

function StartButton() {
  const { t } = useTranslation();
  return (
    <ButtonLink to="/start" leftSection={<IconPlus size={18} aria-hidden />}>
      {t("start.action")}
    </ButtonLink>
  );
}

function Drafts() {
  const { t } = useTranslation();
  const drafts = useQuery(draftsQuery);
  if (drafts.isPending) return <Skeletons rows={3} height={64} />;
  if (drafts.isLoadingError) return <ErrorState error={drafts.error} onRetry={() => void drafts.refetch()} />;
  return (
    <>
      <DraftList drafts={drafts.data.items} />
      {drafts.data.items.length === 0 && (
        <EmptyState icon={IconPencil} title={t("drafts.empty.title")}>
          {t("drafts.empty.text")}
        </EmptyState>
      )}
    </>
  );
}

function Requests({ show, q }: { show: Exclude<Shelf, "drafts">; q: string }) {
  const requests = useInfiniteQuery({
    ...myRequestsQuery({ state: show === "all" ? undefined : show, q }),
    placeholderData: keepPreviousData,
  });
  const rows = requests.data?.pages.flatMap((page) => page.items) ?? [];
  if (requests.isPending) return <Skeletons rows={5} height={72} />;
  if (requests.isLoadingError)
    return <ErrorState error={requests.error} onRetry={() => void requests.refetch()} />;
  if (rows.length === 0) return <NothingHere show={show} searching={q !== ""} />;
  return (
    <div aria-busy={requests.isPlaceholderData}>
      <ul className={classes.rows}>
        {rows.map((row) => (
          <Row key={row.startId ?? row.processInstanceKey} row={row} />
        ))}
      </ul>
      <MoreButton query={requests} />
    </div>
  );
}

function NothingHere({ show, searching }: { show: Exclude<Shelf, "drafts">; searching: boolean }) {
  const { t } = useTranslation();
  if (searching) {
    return (
      <EmptyState icon={IconSearch} title={t("requests.empty.searchTitle")}>
        {t("requests.empty.searchText")}
      </EmptyState>
    );
  }
  if (show === "all") {
    return (
      <EmptyState icon={IconFileStack} title={t("requests.empty.title")}>
        {t("requests.empty.text")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={IconFileStack}
      title={t(show === "open" ? "requests.empty.openTitle" : "requests.empty.endedTitle")}
    >
      {t(show === "open" ? "requests.empty.openText" : "requests.empty.endedText")}
    </EmptyState>
  );
}

function Row({ row }: { row: RequestRow }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const subject = subjectOf(row.summary, locale);
  const money = moneyOf(row.summary, locale);
  const name = subject ?? row.processName ?? row.processId;
  const content = (
    <>
      <span className={classes.what}>
        <strong>{name}</strong>
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
  if (row.processInstanceKey === null) {
    return (
      <li>
        <div className={classes.row}>{content}</div>
      </li>
    );
  }
  return (
    <li>
      <Link
        to="/requests/$processInstanceKey"
        params={{ processInstanceKey: row.processInstanceKey }}
        className={classes.row}
      >
        {content}
      </Link>
      <Link
        to="/start/$processId"
        params={{ processId: row.processId }}
        search={{ copy: row.processInstanceKey }}
        className={classes.copy}
        aria-label={t("requests.copyOf", { name })}
        title={t("requests.copy")}
      >
        <IconCopyPlus size={20} stroke={1.75} aria-hidden />
      </Link>
    </li>
  );
}
