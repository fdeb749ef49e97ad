import * as z from "zod/mini";

import { personSchema } from "./model.ts";
import { maybe } from "./parse.ts";
import { request } from "./request.ts";

export type BulkOutcome = "approved" | "rejected" | "completed";

/** As many as the server takes at once. */
export const bulkLimit = 200;

const bulkCheckSchema = z.object({
  allowed: z.array(z.string()),
  refused: z.array(z.object({ code: z.string(), message: z.string(), taskKeys: z.array(z.string()) })),
  actsFor: z.array(personSchema),
});
export type BulkCheck = z.output<typeof bulkCheckSchema>;

const bulkDecisionSchema = z.object({
  bulkDecisionId: z.string(),
  outcome: z.enum(["approved", "rejected", "completed"]),
  decidedAt: z.string(),
  undoUntil: z.string(),
  undoneAt: maybe(z.string()),
  items: z.array(
    z.object({
      taskKey: z.string(),
      result: z.enum(["decided", "voted", "refused", "failed", "not_tried"]),
      code: maybe(z.string()),
      message: maybe(z.string()),
      undo: maybe(z.enum(["undone", "told", "settled", "changed"])),
    }),
  ),
});
export type BulkDecision = z.output<typeof bulkDecisionSchema>;

export interface BulkBody {
  taskKeys: string[];
  outcome: BulkOutcome;
  comment?: string;
  onBehalfOf?: string;
}

const path = "/api/v1/bulk-decisions";

/** What would come of it; decides nothing. */
export const checkBulk = (body: BulkBody, signal: AbortSignal) =>
  request(`${path}/check`, bulkCheckSchema, { method: "POST", body, signal });

export const decideBulk = (body: BulkBody, key: string) =>
  request(path, bulkDecisionSchema, { method: "POST", body, headers: { "Idempotency-Key": key } });

export const undoBulk = (id: string) =>
  request(`${path}/${encodeURIComponent(id)}/undo`, bulkDecisionSchema, { method: "POST" });
