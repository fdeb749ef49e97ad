import { expect, it } from "vitest";

import type { Conversation } from "../api/conversation.ts";
import type { AuditEntry } from "../api/model.ts";
import { isNew, namesIn, streamOf } from "./stream.ts";

const yes = { allowed: true, reason: null, message: null };
const ann = { username: "ann", displayName: "Ann Lee" };
const rita = { username: "rita", displayName: null };

const conversation: Conversation = {
  comments: [
    {
      commentId: "c",
      taskKey: null,
      by: ann,
      text: "Hello",
      mentions: [rita],
      at: "2026-03-02T10:00:00.5Z",
      deletedAt: null,
    },
  ],
  files: [
    {
      attachmentId: "f",
      name: "offer.pdf",
      size: 10,
      uploadedBy: rita,
      uploadedAt: "2026-03-02T10:00:00Z",
      removedAt: "2026-03-04T10:00:00Z",
    },
  ],
  questions: [
    {
      questionId: "q",
      taskKey: "1",
      askedBy: ann,
      askedOf: rita,
      text: "Which?",
      askedAt: "2026-03-03T10:00:00Z",
      state: "ANSWERED",
      answer: "That",
      answeredAt: "2026-03-03T11:00:00Z",
    },
  ],
  seen: null,
  next: null,
  may: { comment: yes, addFile: yes, ask: yes },
  maxFileSize: 100,
};

const entry = (action: string): AuditEntry => ({
  id: action,
  at: "2026-03-01T10:00:00Z",
  actor: { kind: "PERSON", name: "ben" },
  onBehalfOf: null,
  action,
  objectType: "task",
  objectId: "1",
  processInstanceKey: null,
  requestId: null,
  before: null,
  after: null,
  comment: null,
});

it("puts everything into one stream, the oldest first, and leaves out what the engine did", () => {
  const items = streamOf(conversation, { history: [entry("task.claimed"), entry("task.created")] });
  expect(items.map(({ kind }) => kind)).toEqual(["act", "file", "comment", "question", "answer", "removed"]);
});

it("calls new what others did since the last visit", () => {
  const items = streamOf(conversation, {});
  const since = "2026-03-02T12:00:00Z";
  expect(items.filter((item) => isNew(item, since, "rita")).map(({ kind }) => kind)).toEqual(["question"]);
  expect(items.filter((item) => isNew(item, null, "rita"))).toEqual([]);
});

it("knows what people are called", () => {
  expect(namesIn(conversation)).toEqual(
    new Map([
      ["ann", "Ann Lee"],
      ["rita", "rita"],
    ]),
  );
});
