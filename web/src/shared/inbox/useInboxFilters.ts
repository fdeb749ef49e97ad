import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";

import { savedViewsQuery, type SavedView } from "../api/inboxViews.ts";
import { filtersOf, isBuiltIn, type InboxFilters } from "./filters.ts";

export interface InboxList {
  /** Its name in the address: a built-in view or the id of a saved one. */
  view: string;
  filters: InboxFilters;
  /** The saved view that it is, or was before it was edited. */
  saved: SavedView | null;
  edited: boolean;
  columns: readonly string[];
}

/** The list that the address names; null while the saved view in it is not known yet, undefined where there is none. */
export function useInboxList(): InboxList | null | undefined {
  const { view = "all", edited, ...search } = useSearch({ from: "/app/inbox" });
  const { data: views, isError } = useQuery(savedViewsQuery);
  const columns = search.column ?? [];
  if (isBuiltIn(view)) return { view, filters: filtersOf(view, search), saved: null, edited: false, columns };
  const saved = views?.find(({ id }) => id === view);
  if (saved === undefined) return views === undefined && !isError ? null : undefined;
  return edited === "yes"
    ? { view, filters: filtersOf(saved.query.view, search), saved, edited: true, columns }
    : {
        view,
        filters: filtersOf(saved.query.view, saved.query),
        saved,
        edited: false,
        columns: saved.columns,
      };
}

/** What the list in the address shows; everything while that is not known. */
export function useInboxFilters(): InboxFilters {
  return useInboxList()?.filters ?? { view: "all" };
}
