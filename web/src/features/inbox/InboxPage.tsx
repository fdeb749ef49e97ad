import { useLocalStorage, useMediaQuery } from "@mantine/hooks";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Outlet, useNavigate, useParams, useRouteContext, useSearch } from "@tanstack/react-router";
import { IconArrowUp, IconCheckbox, IconFilterOff, IconSearch, IconSparkles } from "@tabler/icons-react";
import { lazy, Suspense, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";

import { loadCode } from "@/shared/api/loadCode.ts";
import { inboxQuery, rowsOf, type TaskRow } from "@/shared/api/tasks.ts";
import { useCommands } from "@/shared/commands/registry.ts";
import { isFiltered, keepList, type InboxFilters } from "@/shared/inbox/filters.ts";
import { useInboxList, type InboxList } from "@/shared/inbox/useInboxFilters.ts";
import { EmptyState } from "@/shared/ui/EmptyState.tsx";
import { ErrorState } from "@/shared/ui/ErrorState.tsx";
import { ButtonLink } from "@/shared/ui/links.tsx";
import { useTitle } from "@/shared/ui/Page.tsx";
import { Skeletons } from "@/shared/ui/Skeletons.tsx";
import { useUndone } from "@/shared/undo/undo.ts";

import { useBulk } from "./bulk/useBulk.tsx";
import { FilterBar } from "./FilterBar.tsx";
import classes from "./Inbox.module.css";
import { SaveView } from "./SaveView.tsx";
import { SearchBox } from "./SearchBox.tsx";
import { TaskList, type Density } from "./TaskList.tsx";
import { useHeldList } from "./useHeldList.ts";
import { useListState } from "./useListState.ts";
import { ViewsMenu, ViewsNav } from "./ViewsNav.tsx";

const TaskTable = lazy(() => loadCode(() => import("./TaskTable.tsx")));
const nothing: readonly TaskRow[] = [];

/** The views, the list, and beside it the task that is open. On a phone one of them. */
export function InboxPage() {
  const { t } = useTranslation();
  const { me } = useRouteContext({ from: "/app" });
  const { taskKey = null } = useParams({ strict: false });
  const { layout } = useSearch({ from: "/app/inbox" });
  const wide = useMediaQuery("(min-width: 1024px)", false, { getInitialValueInEffect: false });
  const list = useInboxList();
  const table = wide && layout === "table" && taskKey === null;
  return (
    <div className={classes.inbox} data-open={taskKey !== null} data-table={table}>
      <ViewsNav view={list?.view ?? ""} me={me} />
      {list ? (
        <ListPane list={list} open={taskKey} table={table} mayTable={wide && taskKey === null} />
      ) : (
        <section className={classes.listPane} aria-label={t("inbox.title")}>
          {list === null ? <Skeletons rows={6} height={84} /> : <NoSuchView />}
        </section>
      )}
      {!table && (
        <div className={classes.pane}>
          <Outlet />
        </div>
      )}
    </div>
  );
}

interface ListPaneProps {
  list: InboxList;
  open: string | null;
  table: boolean;
  mayTable: boolean;
}

function ListPane({ list, open, table, mayTable }: ListPaneProps) {
  const { t } = useTranslation();
  const { me } = useRouteContext({ from: "/app" });
  const navigate = useNavigate();
  const { filters } = list;
  const state = useListState(list);
  const [density, setDensity] = useLocalStorage<Density>({
    key: "countersign.inbox.density",
    defaultValue: "roomy",
    getInitialValueInEffect: false,
  });
  const tasks = useInfiniteQuery({ ...inboxQuery(filters), placeholderData: keepPreviousData });
  const box = useRef<HTMLInputElement>(null);
  const heading = useTitle(t("inbox.title"), open === null);

  const undone = useUndone();
  const incoming = useMemo(() => (tasks.data ? rowsOf(tasks.data.pages) : nothing), [tasks.data]);
  const { rows, waiting, release, ref, pane, handlers } = useHeldList(
    incoming,
    JSON.stringify([filters, undone]),
    !tasks.isPlaceholderData,
  );

  const bulk = useBulk(rows, {
    enabled: filters.view !== "done" && me.roles.includes("USER"),
    open,
    onDone: () => heading.current?.focus(),
  });

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
        <div className={classes.titles}>
          <h1 id="inbox-title" ref={heading} tabIndex={-1} className={classes.title}>
            {t("inbox.title")}
          </h1>
          <ViewsMenu view={list.view} me={me} />
          <span className={classes.acts}>
            <SaveView list={list} state={state} me={me} />
          </span>
        </div>
        <SearchBox
          found={!tasks.isPlaceholderData}
          ref={box}
          words={filters.search ?? ""}
          onSearch={(words) => state.show({ ...filters, search: words || undefined }, list.columns, true)}
        />
        <FilterBar
          list={list}
          state={state}
          tasks={incoming}
          table={table}
          mayTable={mayTable}
          density={density}
          onDensity={setDensity}
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
        ) : table ? (
          <Suspense fallback={<Skeletons rows={6} height={45} />}>
            <TaskTable
              rows={rows}
              query={tasks}
              open={open}
              me={me}
              pane={pane}
              leading={bulk.leading}
              columns={list.columns}
            />
          </Suspense>
        ) : (
          <TaskList
            rows={rows}
            query={tasks}
            open={open}
            me={me}
            density={density}
            pane={pane}
            leading={bulk.leading}
          />
        )}
      </div>
      {bulk.bar}
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

/** Deleted, or no longer shared with the reader. */
function NoSuchView() {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={IconFilterOff}
      title={t("inbox.empty.viewTitle")}
      action={
        <ButtonLink to="/inbox" variant="default">
          {t("inbox.view.all")}
        </ButtonLink>
      }
    >
      {t("inbox.empty.viewText")}
    </EmptyState>
  );
}
