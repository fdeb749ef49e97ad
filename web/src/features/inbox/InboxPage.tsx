import { TextInput } from "@mantine/core";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Link, Outlet, useNavigate, useParams, useRouteContext, useSearch } from "@tanstack/react-router";
import { IconArrowUp, IconCheckbox, IconSearch, IconSparkles } from "@tabler/icons-react";
import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";

import { inboxQuery, inboxViews, type InboxView, type TaskRow } from "@/shared/api/tasks.ts";
import { useCommands } from "@/shared/commands/registry.ts";
import { EmptyState } from "@/shared/ui/EmptyState.tsx";
import { ErrorState } from "@/shared/ui/ErrorState.tsx";
import { MoreButton } from "@/shared/ui/MoreButton.tsx";
import { useTitle } from "@/shared/ui/Page.tsx";
import { Skeletons } from "@/shared/ui/Skeletons.tsx";

import classes from "./Inbox.module.css";
import { matches } from "./matches.ts";
import { TaskListItem } from "./TaskListItem.tsx";
import { useHeldList } from "./useHeldList.ts";

const nothing: readonly TaskRow[] = [];

/** The list, and beside it the task that is open. On a phone one or the other. */
export function InboxPage() {
  const { taskKey } = useParams({ strict: false });
  return (
    <div className={classes.inbox} data-open={taskKey !== undefined}>
      <TaskList open={taskKey ?? null} />
      <div className={classes.pane}>
        <Outlet />
      </div>
    </div>
  );
}

function TaskList({ open }: { open: string | null }) {
  const { t } = useTranslation();
  const { me } = useRouteContext({ from: "/app" });
  const { view = "all", q = "" } = useSearch({ from: "/app/inbox" });
  const navigate = useNavigate();
  const tasks = useInfiniteQuery({ ...inboxQuery(view), placeholderData: keepPreviousData });
  const filter = useRef<HTMLInputElement>(null);
  const heading = useTitle(t("inbox.title"), open === null);

  const incoming = useMemo(() => tasks.data?.pages.flatMap((page) => page.items) ?? nothing, [tasks.data]);
  const { rows, waiting, release, list, handlers } = useHeldList(incoming, view);
  const shown = rows.filter(({ task }) => matches(task, q));

  const step = (by: 1 | -1) => {
    const here = shown.findIndex(({ task }) => task.taskKey === open);
    const next = shown[here === -1 ? (by === 1 ? 0 : shown.length - 1) : here + by];
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
      label: t("inbox.filter"),
      group: t("places.inbox"),
      keys: "f",
      run: () => filter.current?.focus(),
    },
  ]);

  return (
    <section className={classes.listPane} aria-labelledby="inbox-title">
      <header className={classes.listHead}>
        <h1 id="inbox-title" ref={heading} tabIndex={-1} className={classes.title}>
          {t("inbox.title")}
        </h1>
        <nav className={classes.views} aria-label={t("inbox.views")}>
          {inboxViews.map((name) => (
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
        <TextInput
          ref={filter}
          type="search"
          size="sm"
          value={q}
          placeholder={t("inbox.filter")}
          aria-label={t("inbox.filter")}
          leftSection={<IconSearch size={16} aria-hidden />}
          onChange={(event) => {
            const words = event.currentTarget.value;
            void navigate({
              to: ".",
              search: (before) => ({ ...before, q: words || undefined }),
              replace: true,
            });
          }}
        />
      </header>
      <div ref={list} {...handlers} className={classes.scroll} aria-busy={tasks.isPlaceholderData}>
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
        ) : shown.length === 0 ? (
          <NothingHere view={view} searching={q !== ""} />
        ) : (
          <>
            <ul className={classes.list} aria-label={t("inbox.title")}>
              {shown.map(({ task, gone }) => (
                <TaskListItem
                  key={task.taskKey}
                  task={task}
                  gone={gone}
                  open={task.taskKey === open}
                  me={me.username}
                />
              ))}
            </ul>
            <MoreButton query={tasks} />
          </>
        )}
      </div>
      <div role="status" className="visually-hidden">
        {tasks.isSuccess && t("inbox.count", { count: shown.length })}
      </div>
    </section>
  );
}

/** Moving through the list keeps its view and filter, and starts each task at its first tab. */
const keepList = ({ view, q }: { view?: InboxView | undefined; q?: string | undefined }) => ({ view, q });

function NothingHere({ view, searching }: { view: InboxView; searching: boolean }) {
  const { t } = useTranslation();
  if (searching) {
    return (
      <EmptyState icon={IconSearch} title={t("inbox.empty.filterTitle")}>
        {t("inbox.empty.filterText")}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={view === "done" ? IconCheckbox : IconSparkles} title={t(`inbox.empty.${view}Title`)}>
      {t(`inbox.empty.${view}Text`)}
    </EmptyState>
  );
}
