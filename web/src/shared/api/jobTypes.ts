import { queryOptions } from "@tanstack/react-query";
import * as z from "zod/mini";

import { listOf, maybe } from "./parse.ts";
import { request } from "./request.ts";

const targetSchema = z.object({
  name: z.string(),
  state: z.enum(["CLOSED", "HALF_OPEN", "OPEN"]),
  running: z.number(),
  most: z.number(),
  waiting: z.number(),
  openUntil: maybe(z.string()),
});
export type WorkerTarget = z.output<typeof targetSchema>;

const nodeSchema = z.object({
  node: z.string(),
  state: z.enum(["RUNNING", "PAUSED", "AWAY"]),
  active: z.number(),
  maxActive: z.number(),
  done: z.number(),
  p50Millis: maybe(z.number()),
  p99Millis: maybe(z.number()),
  failures: z.record(z.string(), z.number()),
  targets: z.array(targetSchema),
});
export type WorkerNode = z.output<typeof nodeSchema>;

const jobTypeSchema = z.object({
  jobType: z.string(),
  control: maybe(
    z.object({
      paused: z.boolean(),
      maxActive: maybe(z.number()),
      changedBy: z.string(),
      changedAt: z.string(),
    }),
  ),
  nodes: z.array(nodeSchema),
});
export type JobType = z.output<typeof jobTypeSchema>;

export const jobTypesQuery = queryOptions({
  queryKey: ["job-types"],
  queryFn: ({ signal }) => request("/api/v1/job-types", listOf(jobTypeSchema), { signal }),
  // workers say how they do every two seconds
  refetchInterval: 3_000,
});

export interface JobTypeWish {
  jobType: string;
  paused: boolean;
  /** On each node; null: as configured. */
  maxActive: number | null;
}

export const controlJobType = ({ jobType, ...body }: JobTypeWish) =>
  request(`/api/v1/job-types/${encodeURIComponent(jobType)}/control`, jobTypeSchema, { method: "PUT", body });
