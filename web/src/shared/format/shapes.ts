import * as z from "zod/mini";

import { jsonObject, maybe, type JsonObject } from "../api/parse.ts";

const decisionSchema = z.strictObject({
  outcome: z.enum(["approved", "rejected", "completed", "expired"]),
  votes: z.array(
    z.object({
      by: z.string(),
      onBehalfOf: maybe(z.string()),
      outcome: z.string(),
      comment: maybe(z.string()),
    }),
  ),
  decidedAt: z.optional(z.string()),
});
export type DecisionResult = z.output<typeof decisionSchema>;

const recordSchema = z.strictObject({ fileName: z.string(), attachmentId: z.string() });
export type RecordOfDecision = z.output<typeof recordSchema>;

/** What a value of a request is to people. */
export type Shape =
  | { kind: "plain" }
  | { kind: "decision"; decision: DecisionResult }
  | { kind: "record"; record: RecordOfDecision }
  | { kind: "rows"; rows: JsonObject[] }
  | { kind: "context"; context: JsonObject }
  | { kind: "other" };

const isPlain = (value: unknown) => value === null || typeof value !== "object";

/** Known by what is in it, not by its name: models name their results as they like. */
export function shapeOf(value: unknown): Shape {
  if (isPlain(value)) return { kind: "plain" };
  if (Array.isArray(value)) {
    if (value.every(isPlain)) return { kind: "plain" };
    const rows = z.array(jsonObject).safeParse(value);
    return rows.success ? { kind: "rows", rows: rows.data } : { kind: "other" };
  }
  const decision = decisionSchema.safeParse(value);
  if (decision.success) return { kind: "decision", decision: decision.data };
  const record = recordSchema.safeParse(value);
  if (record.success) return { kind: "record", record: record.data };
  const context = jsonObject.parse(value);
  return Object.keys(context).length === 0 ? { kind: "plain" } : { kind: "context", context };
}
