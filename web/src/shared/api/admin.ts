import { queryOptions } from "@tanstack/react-query";
import * as z from "zod/mini";

import { maybe, pageOf } from "./parse.ts";
import { request } from "./request.ts";
import { roles, type Role } from "./session.ts";

/** Every page of a list: the lists of people are short enough to be searched here. */
async function everything<T extends z.ZodMiniType>(path: string, item: T, signal: AbortSignal) {
  const items: z.output<T>[] = [];
  let cursor: string | null = null;
  do {
    const page: z.output<ReturnType<typeof pageOf<T>>> = await request(path, pageOf(item), {
      signal,
      query: { limit: 200, cursor },
    });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return { items };
}

const userSchema = z.object({
  username: z.string(),
  displayName: z.string(),
  email: maybe(z.string()),
  manager: maybe(z.string()),
  roles: z.array(z.enum(roles)),
  groups: z.array(z.string()),
  locale: maybe(z.string()),
  enabled: z.boolean(),
  version: maybe(z.number()),
});
export type User = z.output<typeof userSchema>;

export interface UserBody {
  username: string;
  displayName: string;
  email: string | null;
  password?: string;
  manager: string | null;
  roles: Role[];
  groups: string[];
  locale: string | null;
  enabled: boolean;
  /** As last read: a change in between is answered with 409. */
  version: number | null;
}

export const usersQuery = queryOptions({
  queryKey: ["users"],
  queryFn: ({ signal }) => everything("/api/v1/users", userSchema, signal),
});

export const createUser = ({ version: _, ...body }: UserBody) =>
  request("/api/v1/users", userSchema, { method: "POST", body });

export const updateUser = ({ username, ...body }: UserBody) =>
  request(`/api/v1/users/${encodeURIComponent(username)}`, userSchema, { method: "PUT", body });

const groupSchema = z.object({
  id: z.string(),
  displayName: z.string(),
  members: z.array(z.string()),
  version: maybe(z.number()),
});
export type Group = z.output<typeof groupSchema>;

export const groupsQuery = queryOptions({
  queryKey: ["groups"],
  queryFn: ({ signal }) => everything("/api/v1/groups", groupSchema, signal),
});

export const createGroup = ({ version: _, ...body }: Group) =>
  request("/api/v1/groups", groupSchema, { method: "POST", body });

export const updateGroup = ({ id, ...body }: Group) =>
  request(`/api/v1/groups/${encodeURIComponent(id)}`, groupSchema, { method: "PUT", body });

export const deleteGroup = (id: string) =>
  request(`/api/v1/groups/${encodeURIComponent(id)}`, z.unknown(), { method: "DELETE" });

const apiKeySchema = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  roles: z.array(z.enum(roles)),
  createdAt: z.string(),
  createdBy: maybe(z.string()),
  lastUsedAt: maybe(z.string()),
  revokedAt: maybe(z.string()),
});
export type ApiKey = z.output<typeof apiKeySchema>;

export const apiKeysQuery = queryOptions({
  queryKey: ["api-keys"],
  queryFn: ({ signal }) => everything("/api/v1/api-keys", apiKeySchema, signal),
});

export const createApiKey = (body: { name: string; roles: Role[] }) =>
  request("/api/v1/api-keys", z.extend(apiKeySchema, { key: z.string() }), { method: "POST", body });

export const revokeApiKey = (id: string) =>
  request(`/api/v1/api-keys/${encodeURIComponent(id)}`, z.unknown(), { method: "DELETE" });

export const mailModes = ["OFF", "SIGN_IN", "SIGN_IN_OR_CODE"] as const;
const mailPolicySchema = z.object({
  mode: z.enum(mailModes),
  linkDays: z.number(),
  language: z.enum(["en", "de"]),
  /** What the installation lacks, so that no mails are sent. */
  missing: z.array(z.enum(["KEY", "BASE_URL"])),
});
export type MailPolicy = z.output<typeof mailPolicySchema>;

const mailPolicyPath = "/api/v1/organisation/approve-by-mail";

export const mailPolicyQuery = queryOptions({
  queryKey: ["mail-policy"],
  queryFn: ({ signal }) => request(mailPolicyPath, mailPolicySchema, { signal }),
});

export const saveMailPolicy = (policy: Omit<MailPolicy, "missing">) =>
  request(mailPolicyPath, mailPolicySchema, { method: "PUT", body: policy });
