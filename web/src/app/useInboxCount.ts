import { useInfiniteQuery } from "@tanstack/react-query";

import type { Me } from "@/shared/api/session.ts";
import { inboxQuery } from "@/shared/api/tasks.ts";

/** How many tasks wait for somebody, in words short enough for a badge; null where there are none. */
export function useInboxCount(me: Me): string | null {
  const { data } = useInfiniteQuery({ ...inboxQuery({ view: "all" }), enabled: me.roles.includes("USER") });
  const first = data?.pages[0];
  if (first === undefined || first.items.length === 0) return null;
  return first.nextCursor === null ? String(first.items.length) : `${first.items.length}+`;
}
