import { queryOptions } from "@tanstack/react-query";
import * as z from "zod/mini";

import { filtersSchema, type InboxFilters } from "../inbox/filters.ts";
import { personSchema } from "./model.ts";
import { listOf } from "./parse.ts";
import { request } from "./request.ts";

const viewSchema = z.object({
  id: z.string(),
  owner: personSchema,
  name: z.string(),
  query: filtersSchema,
  columns: z.array(z.string()),
  sharedWith: z.array(z.string()),
  position: z.number(),
});
/** A list that somebody keeps, for himself or for his groups. */
export type SavedView = z.output<typeof viewSchema>;

const countsSchema = z.object({
  items: z.array(z.object({ view: z.string(), count: z.number(), more: z.boolean() })),
  covering: z.array(personSchema),
});
export type ViewCounts = z.output<typeof countsSchema>;

export const savedViewsQuery = queryOptions({
  queryKey: ["inbox-views"],
  queryFn: ({ signal }) => request("/api/v1/inbox-views", listOf(viewSchema), { signal }),
  select: ({ items }) => items,
  staleTime: 60_000,
});

export const viewCountsQuery = queryOptions({
  queryKey: ["inbox-counts"],
  queryFn: ({ signal }) =>
    request("/api/v1/inbox-views/counts", countsSchema, {
      signal,
      query: { timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone },
    }),
});

/** What somebody wants a view to be. */
export interface ViewDraft {
  name: string;
  query: InboxFilters;
  columns: readonly string[];
  sharedWith: readonly string[];
  position?: number;
}

export const createView = (draft: ViewDraft) =>
  request("/api/v1/inbox-views", viewSchema, { method: "POST", body: draft });

export const changeView = (id: string, draft: ViewDraft) =>
  request(`/api/v1/inbox-views/${encodeURIComponent(id)}`, viewSchema, { method: "PUT", body: draft });

export const deleteView = (id: string) =>
  request(`/api/v1/inbox-views/${encodeURIComponent(id)}`, z.unknown(), { method: "DELETE" });
