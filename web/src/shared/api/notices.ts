import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import * as z from "zod/mini";

import { maybe, pageOf } from "./parse.ts";
import { request } from "./request.ts";

const noticeSchema = z.object({
  noticeId: z.string(),
  kind: z.string(),
  subject: z.string(),
  /** What there is to say beside the subject. */
  text: maybe(z.string()),
  /** The page it leads to. */
  path: maybe(z.string()),
  toldAt: maybe(z.string()),
  readAt: maybe(z.string()),
});
export type Notice = z.output<typeof noticeSchema>;

const pageSize = 20;

export const noticesQuery = infiniteQueryOptions({
  queryKey: ["notices", "list"],
  queryFn: ({ signal, pageParam }) =>
    request("/api/v1/me/notices", pageOf(noticeSchema), {
      signal,
      query: { limit: pageSize, cursor: pageParam },
    }),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.nextCursor,
});

export const unreadQuery = queryOptions({
  queryKey: ["notices", "unread"],
  queryFn: ({ signal }) =>
    request("/api/v1/me/notices/unread", z.object({ count: z.number(), more: z.boolean() }), { signal }),
});

/** One, or all up to it. */
export const readNotice = ({ noticeId, upTo }: { noticeId: string; upTo: boolean }) =>
  request("/api/v1/me/notices/read", z.unknown(), { method: "POST", body: { noticeId, upTo } });

export const timings = ["NOW", "HOURLY", "DAILY"] as const;
export type Timing = (typeof timings)[number];

const choiceSchema = z.object({
  kind: z.string(),
  timing: z.enum(timings),
  mail: z.boolean(),
  inApp: z.boolean(),
  webhook: z.boolean(),
  /** Whether the organisation lets people switch it off. */
  mayBeOff: z.boolean(),
});
export type Choice = z.output<typeof choiceSchema>;

const preferencesSchema = z.object({
  /** Null where nothing was chosen yet. */
  zone: maybe(z.string()),
  digestAt: z.string(),
  quiet: maybe(z.object({ from: z.string(), until: z.string() })),
  /** Whether the installation allows any. */
  webhooks: z.boolean(),
  webhook: maybe(z.string()),
  choices: z.array(choiceSchema),
});
export type Preferences = z.output<typeof preferencesSchema>;

const preferencesPath = "/api/v1/me/notification-preferences";

export const preferencesQuery = queryOptions({
  queryKey: ["notification-preferences"],
  queryFn: ({ signal }) => request(preferencesPath, preferencesSchema, { signal }),
});

export const savePreferences = ({ choices, webhooks: _allowed, ...body }: Preferences) =>
  request(preferencesPath, preferencesSchema, {
    method: "PUT",
    body: { ...body, choices: choices.map(({ mayBeOff: _, ...choice }) => choice) },
  });

/** Posts something to the address that was saved. */
export const tryWebhook = () => request(`${preferencesPath}/webhook-trials`, z.unknown(), { method: "POST" });

const policySchema = z.object({ mayBeOff: z.array(z.string()) });
const policyPath = "/api/v1/organisation/notifications";

export const noticePolicyQuery = queryOptions({
  queryKey: ["notice-policy"],
  queryFn: ({ signal }) => request(policyPath, policySchema, { signal }),
});

export const saveNoticePolicy = (mayBeOff: readonly string[]) =>
  request(policyPath, policySchema, { method: "PUT", body: { mayBeOff } });
