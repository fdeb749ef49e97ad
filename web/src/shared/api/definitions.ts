import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import * as z from "zod/mini";

import { formSchema } from "./model.ts";
import { listOf, maybe, pageOf } from "./parse.ts";
import { request, requestText } from "./request.ts";

const startableSchema = z.object({
  processDefinitionKey: z.string(),
  processId: z.string(),
  version: z.number(),
  name: maybe(z.string()),
  documentation: maybe(z.string()),
  icon: maybe(z.string()),
  category: maybe(z.string()),
  startForm: maybe(formSchema),
});
export type StartableProcess = z.output<typeof startableSchema>;

export const startableProcessesQuery = queryOptions({
  queryKey: ["definitions", "startable"],
  queryFn: ({ signal }) => request("/api/v1/startable-processes", listOf(startableSchema), { signal }),
});

const definitionSchema = z.object({
  processDefinitionKey: z.string(),
  processId: z.string(),
  version: z.number(),
  versionTag: maybe(z.string()),
  name: maybe(z.string()),
  resourceName: maybe(z.string()),
  deployedAt: maybe(z.string()),
});
export type ProcessDefinition = z.output<typeof definitionSchema>;

const definitionPath = (key: string) => `/api/v1/process-definitions/${encodeURIComponent(key)}`;

export const definitionsQuery = infiniteQueryOptions({
  queryKey: ["definitions", "all"],
  queryFn: ({ signal, pageParam }) =>
    request("/api/v1/process-definitions", pageOf(definitionSchema), {
      signal,
      query: { cursor: pageParam },
    }),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.nextCursor,
});

export const definitionQuery = (processDefinitionKey: string) =>
  queryOptions({
    queryKey: ["definition", processDefinitionKey],
    queryFn: ({ signal }) => request(definitionPath(processDefinitionKey), definitionSchema, { signal }),
    staleTime: Infinity,
  });

/** A deployed version never changes. */
export const bpmnQuery = (processDefinitionKey: string) =>
  queryOptions({
    queryKey: ["definition", processDefinitionKey, "xml"],
    queryFn: ({ signal }) =>
      requestText(`${definitionPath(processDefinitionKey)}/xml`, {
        signal,
        headers: { Accept: "application/xml, application/problem+json" },
      }),
    staleTime: Infinity,
  });

const named = z.looseObject({});
const deployedSchema = z.object({
  deploymentKey: z.string(),
  deployments: z.array(
    z.object({
      processDefinition: maybe(
        z.object({
          processDefinitionKey: z.string(),
          processDefinitionId: z.string(),
          processDefinitionVersion: z.number(),
          resourceName: maybe(z.string()),
        }),
      ),
      decisionDefinition: maybe(
        z.extend(named, { decisionDefinitionId: z.string(), version: maybe(z.number()) }),
      ),
      decisionRequirements: maybe(
        z.extend(named, {
          decisionRequirementsId: z.string(),
          version: maybe(z.number()),
          resourceName: maybe(z.string()),
        }),
      ),
      form: maybe(
        z.extend(named, { formId: z.string(), version: maybe(z.number()), resourceName: maybe(z.string()) }),
      ),
    }),
  ),
});
export type Deployed = z.output<typeof deployedSchema>;

export function deploy(files: readonly File[]): Promise<Deployed> {
  const body = new FormData();
  for (const file of files) body.append("resources", file, file.name);
  return request("/v2/deployments", deployedSchema, { method: "POST", body });
}
