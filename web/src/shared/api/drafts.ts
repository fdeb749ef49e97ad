import { queryOptions } from "@tanstack/react-query";
import * as z from "zod/mini";

import { attachmentSchema } from "./files.ts";
import { jsonObject, listOf, maybe, type JsonObject } from "./parse.ts";
import { request } from "./request.ts";

const draftRowSchema = z.object({
  draftId: z.string(),
  processId: z.string(),
  formKey: maybe(z.string()),
  summary: jsonObject,
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type DraftRow = z.output<typeof draftRowSchema>;

const draftSchema = z.object({
  draftId: z.string(),
  processId: z.string(),
  formKey: maybe(z.string()),
  values: jsonObject,
  attachments: z.array(attachmentSchema),
  version: z.number(),
  updatedAt: z.string(),
});
export type Draft = z.output<typeof draftSchema>;

export interface DraftBody {
  processId: string;
  formKey: string | null;
  values: JsonObject;
  /** The ids of its files. */
  attachments: readonly string[];
  /** Of the draft that this changes, 0 for a new one. */
  version: number;
}

const draftPath = (draftId: string) => `/api/v1/drafts/${encodeURIComponent(draftId)}`;

/** Nobody is told when a draft changes, so a list is asked for whenever it is shown. */
export const draftsQuery = queryOptions({
  queryKey: ["drafts"],
  queryFn: ({ signal }) => request("/api/v1/drafts", listOf(draftRowSchema), { signal }),
  staleTime: 0,
});

export const readDraft = (draftId: string) => request(draftPath(draftId), draftSchema);

/** Read once, when the form is opened: what is typed from then on is newer. */
export const draftQuery = (draftId: string) =>
  queryOptions({
    queryKey: ["draft", draftId],
    queryFn: () => readDraft(draftId),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

export const saveDraft = (draftId: string, body: DraftBody, keepalive = false) =>
  request(draftPath(draftId), draftSchema, { method: "PUT", body, keepalive });

export const deleteDraft = (draftId: string) =>
  request(draftPath(draftId), z.undefined(), { method: "DELETE" });
