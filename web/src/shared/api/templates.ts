import { queryOptions } from "@tanstack/react-query";
import * as z from "zod/mini";

import { listOf, maybe } from "./parse.ts";
import { request } from "./request.ts";

const path = "/api/v1/notification-templates";

const templateTextSchema = z.object({
  subject: z.string(),
  html: z.string(),
  /** Null where it is made from the HTML. */
  text: maybe(z.string()),
});
export type TemplateText = z.output<typeof templateTextSchema>;

const templateSummarySchema = z.object({
  kind: z.string(),
  builtIn: z.boolean(),
  languages: z.array(z.string()),
  changed: z.array(z.string()),
});
export type TemplateSummary = z.output<typeof templateSummarySchema>;

const versionSchema = z.object({
  version: z.number(),
  /** Null where from it on what ships counts again. */
  text: maybe(templateTextSchema),
  restores: maybe(z.number()),
  changedBy: z.string(),
  changedAt: z.string(),
});
export type TemplateVersion = z.output<typeof versionSchema>;

const templateSchema = z.object({
  kind: z.string(),
  language: z.string(),
  builtIn: z.boolean(),
  version: z.number(),
  text: maybe(templateTextSchema),
  shipped: maybe(templateTextSchema),
  placeholders: z.array(z.string()),
  history: z.array(versionSchema),
});
export type Template = z.output<typeof templateSchema>;

export const templateReasons = [
  "EMPTY",
  "TOO_LONG",
  "UNKNOWN_PLACEHOLDER",
  "NOT_ALLOWED",
  "BROKEN",
  "TOO_MUCH",
] as const;

const previewSchema = z.object({
  subject: maybe(z.string()),
  html: maybe(z.string()),
  text: maybe(z.string()),
  problems: z.array(
    z.object({
      part: z.enum(["subject", "html", "text"]),
      line: z.number(),
      reason: z.enum(templateReasons),
      detail: z.string(),
    }),
  ),
});
export type Preview = z.output<typeof previewSchema>;
export type TemplateProblem = Preview["problems"][number];

const pathOf = (kind: string, language: string) =>
  `${path}/${encodeURIComponent(kind)}/${encodeURIComponent(language)}`;

export const templatesQuery = queryOptions({
  queryKey: ["templates"],
  queryFn: ({ signal }) => request(path, listOf(templateSummarySchema), { signal }),
});

export const templateQuery = (kind: string, language: string) =>
  queryOptions({
    queryKey: ["templates", kind, language],
    queryFn: ({ signal }) => request(pathOf(kind, language), templateSchema, { signal }),
  });

export interface Trial {
  kind: string;
  language: string;
  template: TemplateText;
  taskKey: string | null;
}

export const previewQuery = ({ kind, language, ...body }: Trial) =>
  queryOptions({
    queryKey: ["templates", kind, language, "preview", body],
    queryFn: ({ signal }) =>
      request(`${pathOf(kind, language)}/preview`, previewSchema, { method: "POST", signal, body }),
    gcTime: 0,
  });

export const trySending = ({ kind, language, ...body }: Trial) =>
  request(`${pathOf(kind, language)}/trial`, z.unknown(), { method: "POST", body });

export const saveTemplate = ({
  kind,
  language,
  ...body
}: {
  kind: string;
  language: string;
  template: TemplateText;
  basedOn: number;
}) => request(pathOf(kind, language), templateSchema, { method: "PUT", body });

export const restoreTemplate = ({
  kind,
  language,
  ...body
}: {
  kind: string;
  language: string;
  version: number;
  basedOn: number;
}) => request(`${pathOf(kind, language)}/restoration`, templateSchema, { method: "POST", body });
