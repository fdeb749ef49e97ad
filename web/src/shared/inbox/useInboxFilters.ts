import { useSearch } from "@tanstack/react-router";

import { filtersOf, isBuiltIn, type InboxFilters } from "./filters.ts";

/** What the list in the address shows; null while the saved view that it names is not known yet. */
export function useInboxFilters(): InboxFilters | null {
  const { view = "all", ...search } = useSearch({ from: "/app/inbox" });
  return isBuiltIn(view) ? filtersOf(view, search) : null;
}
