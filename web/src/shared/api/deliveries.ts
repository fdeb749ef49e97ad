import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import * as z from "zod/mini";

import { personSchema } from "./model.ts";
import { lenient, maybe, pageOf } from "./parse.ts";
import { request } from "./request.ts";

export const deliveryStates = [
  "QUEUED",
  "SENDING",
  "SENT",
  "DEFERRED",
  "BOUNCED",
  "FAILED",
  "SUPPRESSED",
] as const;
export type DeliveryState = (typeof deliveryStates)[number];

const text = maybe(z.string());

export const deliverySchema = z.object({
  notificationId: z.string(),
  processInstanceKey: text,
  subject: z.string(),
  address: z.string(),
  username: text,
  kind: z.string(),
  state: z.enum(deliveryStates),
  attempts: z.number(),
  smtpCode: maybe(z.number()),
  answer: text,
  queuedAt: text,
  dueAt: text,
  triedAt: text,
  endedAt: text,
});
export type Delivery = z.output<typeof deliverySchema>;

export const mailSchema = z.object({
  notificationId: z.string(),
  subject: z.string(),
  sender: text,
  state: z.string(),
  forgotten: z.boolean(),
  createdAt: text,
  skipped: z.array(z.string()),
  deliveries: z.array(deliverySchema),
});
export type Mail = z.output<typeof mailSchema>;

const mailDetailSchema = z.object({
  mail: mailSchema,
  tries: z.array(
    z.object({
      address: text,
      attempt: z.number(),
      at: text,
      outcome: z.enum(deliveryStates),
      smtpCode: maybe(z.number()),
      answer: text,
    }),
  ),
});
export type MailDetail = z.output<typeof mailDetailSchema>;

export const deliveryFilterSchema = z.object({
  q: lenient(z.string()),
  standing: lenient(z.enum(deliveryStates)),
  /** A mail that is looked at closely. */
  mail: lenient(z.string()),
});
export type DeliveryFilter = z.output<typeof deliveryFilterSchema>;

const pageSize = 50;

/** Those that are still open look for their end by themselves. */
const whileOpen = 5_000;
const isOpen = ({ state }: Delivery) => state === "QUEUED" || state === "SENDING" || state === "DEFERRED";

export const deliveriesQuery = ({ q, standing }: DeliveryFilter) =>
  infiniteQueryOptions({
    queryKey: ["deliveries", "list", { q, standing }],
    queryFn: ({ signal, pageParam }) =>
      request("/api/v1/deliveries", pageOf(deliverySchema), {
        signal,
        query: { search: q?.trim() || null, state: standing ?? null, limit: pageSize, cursor: pageParam },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some((page) => page.items.some(isOpen)) === true ? whileOpen : false,
  });

export const mailQuery = (notificationId: string) =>
  queryOptions({
    queryKey: ["deliveries", "mail", notificationId],
    queryFn: ({ signal }) =>
      request(`/api/v1/notifications/${encodeURIComponent(notificationId)}`, mailDetailSchema, { signal }),
  });

const toldSchema = z.object({
  subject: z.string(),
  to: maybe(personSchema),
  state: z.enum(deliveryStates),
  queuedAt: text,
  dueAt: text,
  endedAt: text,
});

/** Who was written to about a task. */
export const toldQuery = (taskKey: string) =>
  queryOptions({
    queryKey: ["tasks", "told", taskKey],
    queryFn: ({ signal }) =>
      request(`/api/v1/tasks/${encodeURIComponent(taskKey)}/deliveries`, pageOf(toldSchema), { signal }),
  });

/** To one address, or to everybody who has not got it. */
export const resend = (notificationId: string, address: string | null) =>
  request(`/api/v1/notifications/${encodeURIComponent(notificationId)}/resend`, z.unknown(), {
    method: "POST",
    body: { address },
  });

const suppressionSchema = z.object({
  address: z.string(),
  reason: z.string(),
  smtpCode: maybe(z.number()),
  notificationId: text,
  since: text,
});
export type Suppression = z.output<typeof suppressionSchema>;

export const suppressionsQuery = (q: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ["deliveries", "suppressions", q],
    queryFn: ({ signal, pageParam }) =>
      request("/api/v1/mail-suppressions", pageOf(suppressionSchema), {
        signal,
        query: { search: q?.trim() || null, limit: pageSize, cursor: pageParam },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const removeSuppression = (address: string) =>
  request("/api/v1/mail-suppressions/removal", z.unknown(), { method: "POST", body: { address } });
