import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import * as z from "zod/mini";

import { mailSchema } from "./deliveries.ts";
import { elementSchema } from "./model.ts";
import { keySchema, lenient, maybe, pageOf } from "./parse.ts";
import { request } from "./request.ts";

const instanceStates = ["ACTIVE", "COMPLETED", "TERMINATED"] as const;

const instanceSchema = z.object({
  processInstanceKey: z.string(),
  processDefinitionId: z.string(),
  processDefinitionName: maybe(z.string()),
  processDefinitionVersion: maybe(z.number()),
  processDefinitionKey: z.string(),
  parentProcessInstanceKey: maybe(z.string()),
  startDate: maybe(z.string()),
  endDate: maybe(z.string()),
  state: z.enum(instanceStates),
  hasIncident: z.boolean(),
  businessKey: maybe(z.string()),
});
export type Instance = z.output<typeof instanceSchema>;

const searchOf = <T extends z.ZodMiniType>(item: T) =>
  z.object({
    items: z.array(item),
    page: z.object({ totalItems: maybe(z.number()), endCursor: maybe(z.string()) }),
  });

export const instanceFilterSchema = z.object({
  q: lenient(z.string()),
  state: lenient(z.enum([...instanceStates, "INCIDENT"])),
  process: lenient(z.string()),
});
export type InstanceFilter = z.output<typeof instanceFilterSchema>;

const pageSize = 50;

/** A number is looked for among the keys, anything else among the business keys. */
export function instanceSearch({ q, state, process }: InstanceFilter): Record<string, unknown> {
  const words = q?.trim() ?? "";
  return {
    ...(words === "" ? {} : /^\d{6,}$/.test(words) ? { processInstanceKey: words } : { businessKey: words }),
    ...(state === undefined ? {} : state === "INCIDENT" ? { hasIncident: true } : { state }),
    ...(process === undefined ? {} : { processDefinitionId: process }),
  };
}

export const instancesQuery = (filter: InstanceFilter) =>
  infiniteQueryOptions({
    queryKey: ["instances", "search", filter],
    queryFn: ({ signal, pageParam }) =>
      request("/v2/process-instances/search", searchOf(instanceSchema), {
        method: "POST",
        signal,
        body: {
          filter: instanceSearch(filter),
          sort: [{ field: "startDate", order: "DESC" }],
          page: { limit: pageSize, ...(pageParam === null ? {} : { after: pageParam }) },
        },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => (page.items.length < pageSize ? null : page.page.endCursor),
  });

const incidentSchema = z.object({
  incidentKey: z.string(),
  processInstanceKey: z.string(),
  processDefinitionId: maybe(z.string()),
  processDefinitionKey: maybe(z.string()),
  elementId: z.string(),
  elementInstanceKey: z.string(),
  jobKey: maybe(z.string()),
  errorType: z.string(),
  errorMessage: z.string(),
  state: z.string(),
  creationTime: maybe(z.string()),
});
export type Incident = z.output<typeof incidentSchema>;

export const incidentsQuery = infiniteQueryOptions({
  queryKey: ["incidents", "search"],
  queryFn: ({ signal, pageParam }) =>
    request("/v2/incidents/search", searchOf(incidentSchema), {
      method: "POST",
      signal,
      body: {
        filter: { state: "ACTIVE" },
        page: { limit: pageSize, ...(pageParam === null ? {} : { after: pageParam }) },
      },
    }),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => (page.items.length < pageSize ? null : page.page.endCursor),
});

const when = maybe(z.string());
const text = maybe(z.string());

const instanceDetailSchema = z.extend(instanceSchema, {
  requester: text,
  variables: z.array(z.object({ name: z.string(), value: z.unknown(), scopeKey: text })),
  elements: z.array(elementSchema),
  incidents: z.array(incidentSchema),
  jobs: z.array(
    z.object({
      jobKey: z.string(),
      elementId: z.string(),
      type: z.string(),
      state: z.string(),
      retries: z.number(),
      worker: text,
      errorMessage: text,
      createdAt: when,
      endedAt: when,
    }),
  ),
  tasks: z.array(z.looseObject({ taskKey: z.string(), name: text, state: z.string() })),
  notifications: z.array(mailSchema),
  operations: z.array(
    z.object({
      jobKey: z.string(),
      attempt: z.number(),
      target: text,
      method: z.string(),
      url: z.string(),
      status: maybe(z.number()),
      outcome: z.string(),
      detail: text,
      recorded: z.boolean(),
      startedAt: when,
      endedAt: when,
    }),
  ),
});
export type InstanceDetail = z.output<typeof instanceDetailSchema>;

export const instanceQuery = (processInstanceKey: string) =>
  queryOptions({
    queryKey: ["instances", "detail", processInstanceKey],
    queryFn: ({ signal }) =>
      request(`/api/v1/instances/${encodeURIComponent(processInstanceKey)}`, instanceDetailSchema, {
        signal,
      }),
  });

const exchangeSchema = z.object({ request: text, answer: text });

/** What was said in a call: it is long, and seldom looked at. */
export const exchangeQuery = (processInstanceKey: string, jobKey: string, attempt: number) =>
  queryOptions({
    queryKey: ["instances", "exchange", processInstanceKey, jobKey, attempt],
    queryFn: ({ signal }) =>
      request(
        `/api/v1/instances/${encodeURIComponent(processInstanceKey)}/operations/${encodeURIComponent(jobKey)}/attempts/${attempt}`,
        exchangeSchema,
        { signal },
      ),
    // it has happened
    staleTime: Infinity,
  });

export const cancelInstance = (processInstanceKey: string) =>
  request(`/v2/process-instances/${encodeURIComponent(processInstanceKey)}/cancellation`, z.unknown(), {
    method: "POST",
    body: {},
  });

export const resolveIncident = (incidentKey: string) =>
  request(`/v2/incidents/${encodeURIComponent(incidentKey)}/resolution`, z.unknown(), {
    method: "POST",
    body: {},
  });

export const setVariables = (elementInstanceKey: string, variables: Record<string, unknown>) =>
  request(`/v2/element-instances/${encodeURIComponent(elementInstanceKey)}/variables`, z.unknown(), {
    method: "PUT",
    body: { variables, local: false },
  });

export const nameRequester = (processInstanceKey: string, username: string) =>
  request(`/api/v1/requests/${encodeURIComponent(processInstanceKey)}/requester`, z.unknown(), {
    method: "PUT",
    body: { username },
  });

const systemSchema = z.object({
  engineNode: text,
  partitions: z.array(
    z.object({
      partitionId: z.number(),
      owner: text,
      projectedPosition: maybe(z.union([z.number(), z.string()])),
      exportedPosition: maybe(z.union([z.number(), z.string()])),
      exporterState: text,
      exporterStateDetail: text,
      lagSeconds: maybe(z.number()),
    }),
  ),
  relay: z.object({
    pending: z.number(),
    held: z.number(),
    dead: z.number(),
    oldestPendingSeconds: maybe(z.number()),
  }),
  deadLetters: z.number(),
  zeebe: z.object({ reachable: z.boolean(), version: text }),
});
export type System = z.output<typeof systemSchema>;

export const systemQuery = queryOptions({
  queryKey: ["system"],
  queryFn: ({ signal }) => request("/api/v1/system", systemSchema, { signal }),
  refetchInterval: 5_000,
});

const commandSchema = z.object({
  commandId: keySchema,
  kind: z.string(),
  target: z.string(),
  processInstanceKey: text,
  state: z.string(),
  attempts: z.number(),
  outcome: text,
  detail: text,
  createdAt: when,
});
export type EngineCommand = z.output<typeof commandSchema>;

export const commandsQuery = (state: "DEAD" | "HELD") =>
  queryOptions({
    queryKey: ["system", "commands", state],
    queryFn: ({ signal }) => request("/api/v1/commands", pageOf(commandSchema), { signal, query: { state } }),
  });

export const retryCommand = (commandId: string) =>
  request(`/api/v1/commands/${encodeURIComponent(commandId)}/retry`, z.unknown(), { method: "POST" });
