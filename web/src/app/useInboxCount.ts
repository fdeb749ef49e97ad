import { useQuery } from "@tanstack/react-query";

import { viewCountsQuery } from "@/shared/api/inboxViews.ts";
import type { Me } from "@/shared/api/session.ts";

/** How many tasks wait for somebody, in words short enough for a badge; null where there are none. */
export function useInboxCount(me: Me): string | null {
  const { data } = useQuery({ ...viewCountsQuery, enabled: me.roles.includes("USER") });
  const all = data?.items.find(({ view }) => view === "all");
  if (all === undefined || all.count === 0) return null;
  return all.more ? `${all.count}+` : `${all.count}`;
}
