import { infiniteQueryOptions, queryOptions, type InfiniteData } from "@tanstack/react-query";
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
import type { InboxFilters } from "../inbox/filters.ts";

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
  claimedByName: maybe(z.string()),
  claimedAt: maybe(z.string()),
  candidateGroups: z.array(z.string()),
  candidateUsers: z.array(z.string()),
  dueAt: maybe(z.string()),
  /** How much working time is left, while it is open. */
  due: maybe(
    z.object({
      at: z.string(),
      workingMinutes: z.number(),
      workingDays: z.number(),
      calendarName: z.string(),
      zone: z.string(),
    }),
  ),
  escalatedAt: maybe(z.string()),
  escalatedTo: z._default(z.array(z.string()), []),
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
  /** For whom one would act; null where one needs nobody else's right. */
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

export const taskDetailSchema = z.extend(taskRowSchema, {
  form: maybe(formSchema),
  externalForm: maybe(z.string()),
  variables: z.array(variableSchema),
  approval: maybe(z.looseObject({ policy: maybe(z.string()) })),
  progress: maybe(progressSchema),
  deadline: maybe(
    z.object({
      problem: maybe(z.string()),
      remindAt: maybe(z.string()),
      remindedAt: maybe(z.string()),
      escalateAt: maybe(z.string()),
      escalatedAt: maybe(z.string()),
      escalateTo: z.array(z.string()),
      expireAt: maybe(z.string()),
      expiredAt: maybe(z.string()),
      onExpiry: maybe(z.enum(["keep", "reject", "escalate"])),
    }),
  ),
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
  claimedByName: true,
  claimedAt: true,
  engineSync: true,
  decisions: true,
});
export type TaskStanding = z.output<typeof taskStandingSchema>;

const taskPageSchema = pageOf(taskRowSchema);
export type TaskPage = z.output<typeof taskPageSchema>;
export type TaskPages = InfiniteData<TaskPage, PagePlace>;

interface PagePlace {
  cursor: string | null;
  index: number;
}

/** A short page is there at once; the others are long, so that there are few of them. */
const firstPage = 50;
const furtherPages = 200;
/** So many pages follow what happens. What somebody has scrolled to beyond them is as it was when he came there. */
const livePages = 4;

const top: PagePlace = { cursor: null, index: 0 };

export const inboxQuery = (filters: InboxFilters) =>
  infiniteQueryOptions({
    queryKey: ["inbox", "list", filters],
    queryFn: async ({ signal, pageParam: { cursor, index }, client, queryKey }): Promise<TaskPage> => {
      // where there is one already, all pages are being fetched again
      const known = client.getQueryData<TaskPages>(queryKey)?.pages[index];
      if (known !== undefined && index > livePages) return known;
      const { view, ...rest } = filters;
      const page = await request("/api/v1/tasks", taskPageSchema, {
        signal,
        query: {
          view,
          ...rest,
          timeZone: filters.due === undefined ? null : Intl.DateTimeFormat().resolvedOptions().timeZone,
          limit: index === 0 ? firstPage : furtherPages,
          cursor,
        },
      });
      return known !== undefined && index === livePages ? withRest(page, known) : page;
    },
    initialPageParam: top,
    getNextPageParam: (page, all): PagePlace | null =>
      page.nextCursor === null ? null : { cursor: page.nextCursor, index: all.length },
  });

/** What others decided on one's behalf, the newest first. */
export const representedQuery = infiniteQueryOptions({
  queryKey: ["inbox", "represented"],
  queryFn: ({ signal, pageParam }) =>
    request("/api/v1/tasks", pageOf(taskRowSchema), {
      signal,
      query: { state: "COMPLETED", view: "represented", limit: 20, cursor: pageParam },
    }),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.nextCursor,
});

/** A page fetched again, and those rows of the same page as it was that come after it: the following pages start there. */
export function withRest(page: TaskPage, before: TaskPage): TaskPage {
  if (page.nextCursor === null) return page;
  const fresh = new Set(page.items.map(({ taskKey }) => taskKey));
  const rest = before.items.slice(before.items.findLastIndex(({ taskKey }) => fresh.has(taskKey)) + 1);
  return rest.length === 0 ? page : { items: [...page.items, ...rest], nextCursor: before.nextCursor };
}

/** The rows of a list; a task that moved while pages were read is in it once. */
export function rowsOf(pages: readonly TaskPage[]): readonly TaskRow[] {
  const rows = new Map<string, TaskRow>();
  for (const page of pages)
    for (const row of page.items) if (!rows.has(row.taskKey)) rows.set(row.taskKey, row);
  return [...rows.values()];
}

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
