import { queryOptions } from "@tanstack/react-query";
import * as z from "zod/mini";

import { attachmentSchema, downloadPath, type Attachment } from "./files.ts";
import { permissionSchema, personSchema } from "./model.ts";
import { listOf, maybe } from "./parse.ts";
import { ProblemError, UnexpectedAnswerError, UnreachableError } from "./problem.ts";
import { protectiveHeaders, request } from "./request.ts";

/** Where people talk: at a task, or at a request. */
export interface Place {
  kind: "task" | "request";
  key: string;
}

const commentSchema = z.object({
  commentId: z.string(),
  taskKey: maybe(z.string()),
  by: personSchema,
  text: maybe(z.string()),
  mentions: z.array(personSchema),
  at: z.string(),
  deletedAt: maybe(z.string()),
});
export type Comment = z.output<typeof commentSchema>;

const questionSchema = z.object({
  questionId: z.string(),
  taskKey: z.string(),
  askedBy: personSchema,
  askedOf: personSchema,
  text: z.string(),
  askedAt: z.string(),
  state: z.enum(["OPEN", "ANSWERED", "TAKEN_BACK", "NO_LONGER_NEEDED"]),
  answer: maybe(z.string()),
  answeredAt: maybe(z.string()),
});
export type Question = z.output<typeof questionSchema>;

const seenSchema = z.object({
  at: z.string(),
  changes: z.array(z.object({ name: z.string(), before: z.unknown(), after: z.unknown() })),
});
export type Seen = z.output<typeof seenSchema>;

const nextSchema = z.object({
  tasks: z.array(
    z.object({
      elementId: z.string(),
      name: maybe(z.string()),
      assignee: maybe(z.string()),
      candidateGroups: z.array(z.string()),
    }),
  ),
  end: z.enum(["NO", "ENDS", "RETURNS"]),
});
export type Next = z.output<typeof nextSchema>;

const conversationSchema = z.object({
  comments: z.array(commentSchema),
  files: z.array(attachmentSchema),
  questions: z.array(questionSchema),
  seen: maybe(seenSchema),
  next: maybe(nextSchema),
  may: z.object({ comment: permissionSchema, addFile: permissionSchema, ask: permissionSchema }),
  maxFileSize: z.number(),
});
export type Conversation = z.output<typeof conversationSchema>;

const nothing = z.undefined();

const pathOf = ({ kind, key }: Place) => `/api/v1/${kind}s/${encodeURIComponent(key)}`;

export const conversationQuery = (place: Place) =>
  queryOptions({
    queryKey: [`${place.kind}s`, "conversation", place.key],
    queryFn: ({ signal }) => request(`${pathOf(place)}/conversation`, conversationSchema, { signal }),
    // what is new since the last visit is known only to an answer of this visit
    refetchOnMount: "always",
  });

export const peopleQuery = (place: Place, search: string) =>
  queryOptions({
    queryKey: [`${place.kind}s`, "people", place.key, search],
    queryFn: ({ signal }) =>
      request(`${pathOf(place)}/people`, listOf(personSchema), { signal, query: { search } }),
    staleTime: 30_000,
  });

export const markSeen = (place: Place) => request(`${pathOf(place)}/seen`, nothing, { method: "PUT" });

export const writeComment = (place: Place, text: string) =>
  request(`${pathOf(place)}/comments`, commentSchema, { method: "POST", body: { text } });

export const deleteComment = (commentId: string) =>
  request(`/api/v1/comments/${encodeURIComponent(commentId)}`, nothing, { method: "DELETE" });

export const askRequester = (taskKey: string, text: string) =>
  request(`${pathOf({ kind: "task", key: taskKey })}/questions`, questionSchema, {
    method: "POST",
    body: { text },
  });

export const takeBackQuestion = ({ taskKey, questionId }: Question) =>
  request(`${pathOf({ kind: "task", key: taskKey })}/questions/${encodeURIComponent(questionId)}`, nothing, {
    method: "DELETE",
  });

export const answerQuestion = (processInstanceKey: string, questionId: string, text: string) =>
  request(
    `${pathOf({ kind: "request", key: processInstanceKey })}/questions/${encodeURIComponent(questionId)}/answer`,
    nothing,
    { method: "PUT", body: { text } },
  );

export const removeAttachment = ({ attachmentId }: Attachment) =>
  request(downloadPath(attachmentId), nothing, { method: "DELETE" });

interface UploadOptions {
  /** How much of it has gone out, from 0 to 1. */
  onProgress?: (part: number) => void;
}

/** Sends a file to a task or a request. By XMLHttpRequest, for fetch does not say how far an upload has come. */
export function uploadFile(place: Place, file: File, { onProgress }: UploadOptions = {}) {
  const path = `${pathOf(place)}/attachments`;
  return new Promise<Attachment>((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open("POST", path);
    for (const [name, value] of Object.entries(protectiveHeaders())) xhr.setRequestHeader(name, value);
    xhr.setRequestHeader("Accept", "application/json, application/problem+json");
    xhr.upload.onprogress = ({ loaded, total }) => onProgress?.(total === 0 ? 0 : loaded / total);
    xhr.onerror = () => reject(new UnreachableError("The server can't be reached"));
    xhr.onload = () => {
      const requestId = xhr.getResponseHeader("X-Request-Id");
      if (xhr.status < 200 || xhr.status > 299) {
        const answer = new Response(xhr.responseText, { status: xhr.status, statusText: xhr.statusText });
        void ProblemError.from(answer).then(reject);
        return;
      }
      const parsed = attachmentSchema.safeParse(jsonOf(xhr.responseText));
      if (parsed.success) resolve(parsed.data);
      else reject(new UnexpectedAnswerError(path, requestId, parsed.error));
    };
    const body = new FormData();
    body.append("file", file);
    xhr.send(body);
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
