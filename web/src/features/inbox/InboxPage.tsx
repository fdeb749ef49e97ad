import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Link, Outlet, useNavigate, useParams, useRouteContext, useSearch } from "@tanstack/react-router";
import { IconArrowUp, IconCheckbox, IconSearch, IconSparkles } from "@tabler/icons-react";
import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";

import { inboxQuery, rowsOf, type TaskRow } from "@/shared/api/tasks.ts";
import { useCommands } from "@/shared/commands/registry.ts";
import { builtInViews, isFiltered, keepList, type InboxFilters } from "@/shared/inbox/filters.ts";
import { useInboxFilters } from "@/shared/inbox/useInboxFilters.ts";
import { EmptyState } from "@/shared/ui/EmptyState.tsx";
import { ErrorState } from "@/shared/ui/ErrorState.tsx";
import { useTitle } from "@/shared/ui/Page.tsx";
import { Skeletons } from "@/shared/ui/Skeletons.tsx";

import classes from "./Inbox.module.css";
import { SearchBox } from "./SearchBox.tsx";
import { TaskList } from "./TaskList.tsx";
import { useHeldList } from "./useHeldList.ts";

const nothing: readonly TaskRow[] = [];

/** The list, and beside it the task that is open. On a phone one or the other. */
export function InboxPage() {
  const { taskKey } = useParams({ strict: false });
  return (
    <div className={classes.inbox} data-open={taskKey !== undefined}>
      <ListPane open={taskKey ?? null} />
      <div className={classes.pane}>
        <Outlet />
      </div>
    </div>
  );
}

function ListPane({ open }: { open: string | null }) {
  const { t } = useTranslation();
  const { me } = useRouteContext({ from: "/app" });
  const { view = "all", search = "" } = useSearch({ from: "/app/inbox" });
  const navigate = useNavigate();
  const filters = useInboxFilters() ?? { view: "all" };
  const tasks = useInfiniteQuery({ ...inboxQuery(filters), placeholderData: keepPreviousData });
  const box = useRef<HTMLInputElement>(null);
  const heading = useTitle(t("inbox.title"), open === null);

  const incoming = useMemo(() => (tasks.data ? rowsOf(tasks.data.pages) : nothing), [tasks.data]);
  const { rows, waiting, release, ref, pane, handlers } = useHeldList(incoming, JSON.stringify(filters));

  const step = (by: 1 | -1) => {
    const here = rows.findIndex(({ task }) => task.taskKey === open);
    const next = rows[here === -1 ? (by === 1 ? 0 : rows.length - 1) : here + by];
    if (next)
      void navigate({ to: "/inbox/$taskKey", params: { taskKey: next.task.taskKey }, search: keepList });
  };
  useCommands([
    {
      id: "next",
      label: t("inbox.next"),
      group: t("places.inbox"),
      keys: "j",
      shortcutOnly: true,
      run: () => step(1),
    },
    {
      id: "previous",
      label: t("inbox.previous"),
      group: t("places.inbox"),
      keys: "k",
      shortcutOnly: true,
      run: () => step(-1),
    },
    {
      id: "open",
      label: t("inbox.open"),
      group: t("places.inbox"),
      keys: "Enter",
      shortcutOnly: true,
      run: () => document.querySelector<HTMLElement>("[data-task-heading]")?.focus(),
    },
    {
      id: "filter",
      label: t("inbox.search"),
      group: t("places.inbox"),
      keys: "f",
      run: () => box.current?.focus(),
    },
  ]);

  return (
    <section className={classes.listPane} aria-labelledby="inbox-title">
      <header className={classes.listHead}>
        <h1 id="inbox-title" ref={heading} tabIndex={-1} className={classes.title}>
          {t("inbox.title")}
        </h1>
        <nav className={classes.views} aria-label={t("inbox.views")}>
          {builtInViews.map((name) => (
            <Link
              key={name}
              to={open === null ? "/inbox" : "/inbox/$taskKey"}
              params={{ taskKey: open ?? "" }}
              search={(before) => ({ ...before, view: name === "all" ? undefined : name })}
              className={classes.view}
              activeOptions={{ exact: true, includeSearch: true }}
              aria-current={name === view ? "true" : undefined}
            >
              {t(`inbox.view.${name}`)}
            </Link>
          ))}
        </nav>
        <SearchBox
          ref={box}
          words={search}
          onSearch={(words) => {
            void navigate({
              to: ".",
              search: (before) => ({ ...before, search: words || undefined }),
              replace: true,
            });
          }}
        />
      </header>
      <div ref={ref} {...handlers} className={classes.scroll} aria-busy={tasks.isPlaceholderData}>
        {waiting.length > 0 && (
          <button type="button" className={classes.fresh} onClick={release}>
            <IconArrowUp size={16} aria-hidden />
            {t("inbox.fresh", { count: waiting.length })}
          </button>
        )}
        {tasks.isPending ? (
          <Skeletons rows={6} height={84} />
        ) : tasks.isLoadingError ? (
          <ErrorState error={tasks.error} onRetry={() => void tasks.refetch()} />
        ) : rows.length === 0 ? (
          <NothingHere filters={filters} />
        ) : (
          <TaskList rows={rows} query={tasks} open={open} me={me} density="roomy" pane={pane} />
        )}
      </div>
      <div role="status" className="visually-hidden">
        {tasks.isSuccess && t(tasks.hasNextPage ? "inbox.countMore" : "inbox.count", { count: rows.length })}
      </div>
    </section>
  );
}

function NothingHere({ filters }: { filters: InboxFilters }) {
  const { t } = useTranslation();
  if (isFiltered(filters)) {
    return (
      <EmptyState icon={IconSearch} title={t("inbox.empty.filterTitle")}>
        {t("inbox.empty.filterText")}
      </EmptyState>
    );
  }
  const { view } = filters;
  return (
    <EmptyState icon={view === "done" ? IconCheckbox : IconSparkles} title={t(`inbox.empty.${view}Title`)}>
      {t(`inbox.empty.${view}Text`)}
    </EmptyState>
  );
}
