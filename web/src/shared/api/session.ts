import { queryOptions } from "@tanstack/react-query";
import * as z from "zod/mini";

import { maybe } from "./parse.ts";
import { hasStatus } from "./problem.ts";
import { request } from "./request.ts";

export const roles = ["USER", "DESIGNER", "OPERATOR", "AUDITOR", "ADMIN"] as const;
export type Role = (typeof roles)[number];

const meSchema = z.object({
  username: z.string(),
  displayName: z.string(),
  email: maybe(z.string()),
  locale: maybe(z.string()),
  roles: z.array(z.enum(roles)),
  groups: z.array(z.object({ id: z.string(), displayName: z.string() })),
});
export type Me = z.output<typeof meSchema>;

/** Who is signed in; null where nobody is. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }): Promise<Me | null> =>
    request("/api/v1/me", meSchema, { signal }).catch((error: unknown) => {
      if (hasStatus(error, 401)) return null;
      throw error;
    }),
  staleTime: 5 * 60_000,
});

export const signIn = (username: string, password: string) =>
  request("/api/v1/session", meSchema, { method: "POST", body: { username, password } });

/** Who is not signed in any more is signed out. */
export const signOut = () =>
  request("/api/v1/session", z.unknown(), { method: "DELETE" }).catch((error: unknown) => {
    if (!hasStatus(error, 401)) throw error;
  });

export const savePreferences = (locale: string) =>
  request("/api/v1/me/preferences", meSchema, { method: "PUT", body: { locale } });

const setupSchema = z.looseObject({});

export const setupQuery = (token: string) =>
  queryOptions({
    queryKey: ["setup", token],
    queryFn: ({ signal }) => request(`/api/v1/setup/${encodeURIComponent(token)}`, setupSchema, { signal }),
    retry: false,
  });

export const createFirstAdmin = (
  token: string,
  admin: { username: string; displayName: string; password: string },
) => request(`/api/v1/setup/${encodeURIComponent(token)}`, z.unknown(), { method: "POST", body: admin });
