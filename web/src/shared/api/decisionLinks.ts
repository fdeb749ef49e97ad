import { queryOptions } from "@tanstack/react-query";
import * as z from "zod/mini";

import { permissionSchema, personSchema } from "./model.ts";
import { maybe } from "./parse.ts";
import { request } from "./request.ts";
import { taskDetailSchema } from "./tasks.ts";

const linkSchema = z.object({
  state: z.enum([
    "UNKNOWN",
    "TURNED_OFF",
    "LOCKED",
    "EXPIRED",
    "PROOF_NEEDED",
    "OTHER_PERSON",
    "USED",
    "OPEN",
    "CLOSED",
  ]),
  codeAllowed: z.boolean(),
  expiresAt: maybe(z.string()),
  /** Who has shown who he is. */
  person: maybe(personSchema),
  used: maybe(z.object({ outcome: z.enum(["approved", "rejected"]), at: z.string() })),
  asked: maybe(z.object({ task: taskDetailSchema, decide: permissionSchema, complete: z.boolean() })),
});
export type DecisionLink = z.output<typeof linkSchema>;

/** Nobody is told anything by a GET, and no address carries the token. */
const post = <T extends z.ZodMiniType>(what: string, schema: T, body: unknown, signal?: AbortSignal) =>
  request(`/api/v1/decision-links/${what}`, schema, { method: "POST", body, ...(signal ? { signal } : {}) });

/** The token stays out of the key: keys are kept, and shown by tools. */
export const decisionLinkQuery = (token: string, seen: number) =>
  queryOptions({
    queryKey: ["decision-link", seen],
    queryFn: ({ signal }) => post("look", linkSchema, { token }, signal),
    // looked at again by itself it would ask for the code again while somebody writes a comment
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

export const lookWithCode = (token: string, code: string) => post("look", linkSchema, { token, code });

export const sendCode = (token: string) => post("code", z.unknown(), { token });

export interface LinkDecision {
  token: string;
  code: string | null;
  outcome: "approved" | "rejected";
  comment: string | null;
}

export const decideByLink = (decision: LinkDecision) => post("decision", linkSchema, decision);
