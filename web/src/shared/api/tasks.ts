import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import * as z from "zod/mini";

import {
  auditEntrySchema,
  decisionSchema,
  elementSchema,
  formSchema,
  permissionSchema,
  personSchema,
  variableSchema,
  withdrawalSchema,
} from "./model.ts";
import { jsonObject, maybe, pageOf } from "./parse.ts";
import { request } from "./request.ts";

export const taskRowSchema = z.object({
  taskKey: z.string(),
  kind: z.enum(["JOB", "NATIVE"]),
  name: maybe(z.string()),
  elementId: z.string(),
  processInstanceKey: z.string(),
  processDefinitionKey: z.string(),
  processId: z.string(),
  processName: maybe(z.string()),
  state: z.enum(["OPEN", "CLAIMED", "DECIDED", "COMPLETED", "COMPLETED_ELSEWHERE", "CANCELED"]),
  assignee: maybe(z.string()),
  claimedBy: maybe(z.string()),
  candidateGroups: z.array(z.string()),
  candidateUsers: z.array(z.string()),
  dueAt: maybe(z.string()),
  followUpAt: maybe(z.string()),
  priority: maybe(z.number()),
  createdAt: maybe(z.string()),
  endedAt: maybe(z.string()),
  requester: maybe(personSchema),
  businessKey: maybe(z.string()),
  summary: jsonObject,
  hasPolicy: z.boolean(),
  blockedByIncident: z.boolean(),
  remindedAt: maybe(z.string()),
  engineSync: maybe(z.enum(["waiting", "blocked", "refused"])),
  /** How the latest question to the requester stands. */
  question: maybe(z.object({ state: z.enum(["WAITING", "ANSWERED"]), since: z.string() })),
  /** Whose substitute one would act as; null where one needs nobody else's right. */
  onBehalfOf: maybe(personSchema),
});
export type TaskRow = z.output<typeof taskRowSchema>;

export type { Permission } from "./model.ts";

/** How far an approval has come: people, or their weights. */
const progressSchema = z.object({
  policy: z.enum(["any", "all", "quorum", "weighted", "sequential"]),
  has: z.number(),
  needs: z.number(),
  reachable: z.boolean(),
  waitingFor: z.array(personSchema),
  waitingForGroup: maybe(z.string()),
  waiting: maybe(z.number()),
});
export type ApprovalProgress = z.output<typeof progressSchema>;

const taskDetailSchema = z.extend(taskRowSchema, {
  form: maybe(formSchema),
  externalForm: maybe(z.string()),
  variables: z.array(variableSchema),
  approval: maybe(z.looseObject({ policy: maybe(z.string()) })),
  progress: maybe(progressSchema),
  decisions: z.array(decisionSchema),
  withdrawal: maybe(withdrawalSchema),
  history: z.array(auditEntrySchema),
  may: z.object({
    claim: permissionSchema,
    unclaim: permissionSchema,
    decide: permissionSchema,
    complete: permissionSchema,
    delegate: permissionSchema,
  }),
  /** On whose behalf one may act; nobody's where one may by one's own right. */
  actsFor: z.array(personSchema),
  elements: z.array(elementSchema),
});
export type TaskDetail = z.output<typeof taskDetailSchema>;

/** How a task stands once somebody has acted on it. */
const taskStandingSchema = z.pick(taskDetailSchema, {
  taskKey: true,
  state: true,
  claimedBy: true,
  engineSync: true,
  decisions: true,
});
export type TaskStanding = z.output<typeof taskStandingSchema>;

export const inboxViews = ["mine", "groups", "all", "done"] as const;
export type InboxView = (typeof inboxViews)[number];

export const inboxPageSize = 50;

export const inboxQuery = (view: InboxView) =>
  infiniteQueryOptions({
    queryKey: ["tasks", "inbox", view],
    queryFn: ({ signal, pageParam }) =>
      request("/api/v1/tasks", pageOf(taskRowSchema), {
        signal,
        query: {
          state: view === "done" ? "COMPLETED" : "OPEN",
          view: view === "done" ? "all" : view,
          limit: inboxPageSize,
          cursor: pageParam,
        },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

/** What others decided on one's behalf, the newest first. */
export const representedQuery = infiniteQueryOptions({
  queryKey: ["tasks", "represented"],
  queryFn: ({ signal, pageParam }) =>
    request("/api/v1/tasks", pageOf(taskRowSchema), {
      signal,
      query: { state: "COMPLETED", view: "represented", limit: 20, cursor: pageParam },
    }),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.nextCursor,
});

const taskPath = (taskKey: string) => `/api/v1/tasks/${encodeURIComponent(taskKey)}`;

export const taskQuery = (taskKey: string) =>
  queryOptions({
    queryKey: ["tasks", "detail", taskKey],
    queryFn: ({ signal }) => request(taskPath(taskKey), taskDetailSchema, { signal }),
  });

export const claimTask = (taskKey: string) =>
  request(`${taskPath(taskKey)}/claim`, taskStandingSchema, { method: "POST" });

export const unclaimTask = (taskKey: string) =>
  request(`${taskPath(taskKey)}/unclaim`, taskStandingSchema, { method: "POST" });

export interface DecisionBody {
  outcome: "approved" | "rejected";
  onBehalfOf?: string;
  comment?: string;
  variables?: Record<string, unknown>;
}

export const decideTask = (taskKey: string, body: DecisionBody) =>
  request(`${taskPath(taskKey)}/decision`, taskStandingSchema, { method: "POST", body });

export interface CompletionBody {
  variables: Record<string, unknown>;
  onBehalfOf?: string;
}

export const completeTask = (taskKey: string, body: CompletionBody) =>
  request(`${taskPath(taskKey)}/completion`, taskStandingSchema, { method: "POST", body });

export interface DelegationBody {
  to: string;
  reason: string;
}

export const delegateTask = (taskKey: string, body: DelegationBody) =>
  request(`${taskPath(taskKey)}/delegation`, taskStandingSchema, { method: "POST", body });
