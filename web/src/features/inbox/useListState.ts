import { useNavigate, useRouteContext } from "@tanstack/react-router";

import type { SavedView } from "@/shared/api/inboxViews.ts";
import { filtersOf, sameFilters, type InboxFilters, type InboxSearch } from "@/shared/inbox/filters.ts";
import type { InboxList } from "@/shared/inbox/useInboxFilters.ts";

/** What the address says of the list, and how to change it: every list can be linked. */
export function useListState(list: InboxList) {
  const navigate = useNavigate();
  const { me } = useRouteContext({ from: "/app" });
  const { saved, view } = list;

  const go = (search: InboxSearch, replace = false) =>
    void navigate({ to: ".", search: ({ tab, layout }) => ({ tab, layout, ...search }), replace });

  const show = (filters: InboxFilters, columns: readonly string[] = list.columns, replace = false) => {
    const { view: _, ...rest } = filtersOf(filters.view, filters);
    const asSaved =
      saved !== null && sameFilters(filters, saved.query) && columns.join("\n") === saved.columns.join("\n");
    go(
      asSaved
        ? { view }
        : {
            view: view === "all" ? undefined : view,
            edited: saved === null ? undefined : "yes",
            column: columns.length === 0 ? undefined : [...columns],
            ...rest,
          },
      replace,
    );
  };

  return {
    show,
    go,
    setTable: (table: boolean) =>
      void navigate({
        to: ".",
        search: (before) => ({ ...before, layout: table ? ("table" as const) : undefined }),
      }),
    /** Whether the reader may change the saved view that this is. */
    mine: saved !== null && (saved.owner.username === me.username || me.roles.includes("ADMIN")),
  };
}

export type ListState = ReturnType<typeof useListState>;

export const draftOf = (view: SavedView) => ({
  name: view.name,
  query: view.query,
  columns: view.columns,
  sharedWith: view.sharedWith,
  position: view.position,
});
