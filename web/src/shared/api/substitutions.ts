import { infiniteQueryOptions } from "@tanstack/react-query";
import * as z from "zod/mini";

import { personSchema } from "./model.ts";
import { maybe, pageOf } from "./parse.ts";
import { request } from "./request.ts";

const substitutionSchema = z.object({
  id: z.string(),
  absent: personSchema,
  substitute: personSchema,
  startsAt: z.string(),
  endsAt: maybe(z.string()),
  processIds: z.array(z.string()),
  maxAmount: maybe(z.number()),
  state: z.enum(["PLANNED", "ACTIVE", "ENDED"]),
  createdBy: z.string(),
  createdAt: z.string(),
  endedBy: maybe(z.string()),
  endedAt: maybe(z.string()),
});
export type Substitution = z.output<typeof substitutionSchema>;

export interface NewSubstitution {
  /** Null for oneself; only administrators name somebody else. */
  absent: string | null;
  substitute: string;
  /** Null: from now. */
  startsAt: string | null;
  /** Null: until somebody ends it. */
  endsAt: string | null;
  /** None: all. */
  processIds: string[];
  maxAmount: number | null;
}

/** @param absent whose; null for those in which one is absent or the substitute */
export const substitutionsQuery = (absent: string | null) =>
  infiniteQueryOptions({
    queryKey: ["substitutions", absent],
    queryFn: ({ signal, pageParam }) =>
      request("/api/v1/substitutions", pageOf(substitutionSchema), {
        signal,
        query: { absent, cursor: pageParam },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const arrangeSubstitution = (body: NewSubstitution) =>
  request("/api/v1/substitutions", substitutionSchema, { method: "POST", body });

export const endSubstitution = (id: string) =>
  request(`/api/v1/substitutions/${encodeURIComponent(id)}`, z.unknown(), { method: "DELETE" });
