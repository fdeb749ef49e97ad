import * as z from "zod/mini";

import { personSchema } from "./model.ts";
import { maybe } from "./parse.ts";
import { request } from "./request.ts";

export const attachmentSchema = z.object({
  attachmentId: z.string(),
  name: z.string(),
  size: z.number(),
  uploadedBy: personSchema,
  uploadedAt: z.string(),
  removedAt: maybe(z.string()),
});
export type Attachment = z.output<typeof attachmentSchema>;

export const downloadPath = (attachmentId: string) =>
  `/api/v1/attachments/${encodeURIComponent(attachmentId)}`;

/** For a form that is not sent yet. */
export function handIn(file: File): Promise<Attachment> {
  const body = new FormData();
  body.append("file", file, file.name);
  return request("/api/v1/attachments", attachmentSchema, { method: "POST", body });
}
