import * as z from "zod/mini";

import { jsonObject, keySchema, maybe } from "./parse.ts";

/** Shapes that several resources share. Engine keys are strings, times ISO-8601. */
export const personSchema = z.object({ username: z.string(), displayName: maybe(z.string()) });
export type Person = z.output<typeof personSchema>;

/** Whether one may do something; where not, a stable word for why. */
export const permissionSchema = z.object({
  allowed: z.boolean(),
  reason: maybe(z.string()),
  message: maybe(z.string()),
});
export type Permission = z.output<typeof permissionSchema>;

/** That a requester took a request back. */
export const withdrawalSchema = z.object({ at: z.string(), reason: maybe(z.string()) });

export const variableSchema = z.object({ name: z.string(), value: z.unknown() });
export type Variable = z.output<typeof variableSchema>;

export const elementSchema = z.object({
  elementInstanceKey: z.string(),
  elementId: z.string(),
  elementName: maybe(z.string()),
  elementType: z.string(),
  state: z.enum(["ACTIVE", "COMPLETED", "TERMINATED"]),
  startedAt: maybe(z.string()),
  endedAt: maybe(z.string()),
  hasIncident: z._default(z.boolean(), false),
});
export type ElementInstance = z.output<typeof elementSchema>;

export const decisionSchema = z.object({
  decisionId: z.string(),
  by: personSchema,
  onBehalfOf: maybe(personSchema),
  outcome: z.enum(["approved", "rejected", "completed", "expired"]),
  comment: maybe(z.string()),
  at: z.string(),
});
export type Decision = z.output<typeof decisionSchema>;

/** The name is null where the person was erased. */
const actorSchema = z.object({ kind: z.enum(["PERSON", "SYSTEM", "ENGINE"]), name: maybe(z.string()) });
export type AuditActor = z.output<typeof actorSchema>;

export const auditEntrySchema = z.object({
  id: keySchema,
  at: z.string(),
  actor: actorSchema,
  onBehalfOf: maybe(actorSchema),
  action: z.string(),
  objectType: z.string(),
  objectId: z.string(),
  processInstanceKey: maybe(z.string()),
  requestId: maybe(z.string()),
  before: maybe(jsonObject),
  after: maybe(jsonObject),
  comment: maybe(z.string()),
});
export type AuditEntry = z.output<typeof auditEntrySchema>;

export const formSchema = z.object({
  formKey: z.string(),
  schema: maybe(jsonObject),
});
export type FormDefinition = z.output<typeof formSchema>;
