import { infiniteQueryOptions } from "@tanstack/react-query";

import { auditEntrySchema } from "./model.ts";
import { pageOf } from "./parse.ts";
import { request } from "./request.ts";

export interface AuditFilter {
  processInstanceKey?: string | undefined;
  objectType?: string | undefined;
  objectId?: string | undefined;
}

export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ["audit", filter],
    queryFn: ({ signal, pageParam }) =>
      request("/api/v1/audit-entries", pageOf(auditEntrySchema), {
        signal,
        query: { ...filter, cursor: pageParam },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
