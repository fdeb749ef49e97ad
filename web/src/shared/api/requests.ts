import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import * as z from "zod/mini";

import {
  decisionSchema,
  elementSchema,
  permissionSchema,
  personSchema,
  variableSchema,
  withdrawalSchema,
} from "./model.ts";
import { attachmentSchema } from "./files.ts";
import { jsonObject, maybe, pageOf } from "./parse.ts";
import { hasStatus } from "./problem.ts";
import { request } from "./request.ts";

const waitingForSchema = z.object({
  taskKey: z.string(),
  taskName: maybe(z.string()),
  since: maybe(z.string()),
  assignee: maybe(personSchema),
  candidateGroups: z.array(z.string()),
});
export type WaitingFor = z.output<typeof waitingForSchema>;

export const requestRowSchema = z.object({
  startId: maybe(z.string()),
  processInstanceKey: maybe(z.string()),
  rootProcessInstanceKey: maybe(z.string()),
  processDefinitionKey: maybe(z.string()),
  processId: z.string(),
  processName: maybe(z.string()),
  version: maybe(z.number()),
  businessKey: maybe(z.string()),
  requestedAt: maybe(z.string()),
  endedAt: maybe(z.string()),
  state: z.enum(["STARTING", "ACTIVE", "COMPLETED", "TERMINATED", "FAILED"]),
  withdrawal: maybe(withdrawalSchema),
  remindedAt: maybe(z.string()),
  outcome: maybe(z.enum(["approved", "rejected", "expired"])),
  requester: maybe(z.string()),
  /** A few small variables, where the server sends them. */
  summary: z.pipe(
    z.nullish(jsonObject),
    z.transform((summary) => summary ?? {}),
  ),
  waitingFor: z.array(waitingForSchema),
  hasIncident: z.boolean(),
  /** What the requester is asked before somebody decides. */
  question: maybe(z.object({ questionId: z.string(), askedBy: personSchema, text: z.string() })),
});
export type RequestRow = z.output<typeof requestRowSchema>;

const requestDetailSchema = z.extend(requestRowSchema, {
  variables: z.array(variableSchema),
  elements: z.array(elementSchema),
  decisions: z.array(decisionSchema),
  attachments: z.array(attachmentSchema),
  may: z.object({ withdraw: permissionSchema, remind: permissionSchema }),
  remindAgainAt: maybe(z.string()),
});
export type RequestDetail = z.output<typeof requestDetailSchema>;

export const requestStates = ["open", "ended"] as const;

interface RequestFilter {
  state?: (typeof requestStates)[number] | undefined;
  q?: string | undefined;
}

export const myRequestsQuery = ({ state, q = "" }: RequestFilter = {}) =>
  infiniteQueryOptions({
    queryKey: ["requests", "mine", state ?? "all", q],
    queryFn: ({ signal, pageParam }) =>
      request("/api/v1/requests", pageOf(requestRowSchema), {
        signal,
        query: { state: state?.toUpperCase(), q, cursor: pageParam },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

const requestPath = (processInstanceKey: string) =>
  `/api/v1/requests/${encodeURIComponent(processInstanceKey)}`;

export const requestQuery = (processInstanceKey: string) =>
  queryOptions({
    queryKey: ["requests", "detail", processInstanceKey],
    queryFn: ({ signal }) => request(requestPath(processInstanceKey), requestDetailSchema, { signal }),
    // right after the start the read model may be a moment behind
    retry: (failures, error) => failures < 5 && hasStatus(error, 404, 503),
    retryDelay: 300,
  });

export const withdrawRequest = (processInstanceKey: string, reason: string) =>
  request(`${requestPath(processInstanceKey)}/withdrawal`, requestDetailSchema, {
    method: "POST",
    body: reason.trim() === "" ? {} : { reason },
  });

export const remindPeople = (processInstanceKey: string) =>
  request(`${requestPath(processInstanceKey)}/reminder`, requestDetailSchema, { method: "POST" });

const startedSchema = z.object({ processInstanceKey: z.string() });

export interface StartBody {
  processDefinitionKey: string;
  variables: Record<string, unknown>;
}

/** Safe to repeat with the same key and body: the request starts once. */
export const startRequest = (body: StartBody, idempotencyKey: string) =>
  request("/v2/process-instances", startedSchema, {
    method: "POST",
    body,
    headers: { "Idempotency-Key": idempotencyKey },
  });
