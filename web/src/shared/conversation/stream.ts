import type { Comment, Conversation, Question } from "../api/conversation.ts";
import type { Attachment } from "../api/files.ts";
import type { AuditEntry, Decision, Person } from "../api/model.ts";

/** One thing that somebody did or said. */
export type Item = { id: string; at: string; by: string | null } & (
  | { kind: "comment"; comment: Comment }
  | { kind: "file"; file: Attachment }
  | { kind: "removed"; file: Attachment }
  | { kind: "question"; question: Question }
  | { kind: "answer"; question: Question }
  | { kind: "decision"; decision: Decision }
  | { kind: "act"; entry: AuditEntry }
);

/** What of the history belongs into a conversation; the rest is the engine's. */
const acts = new Set(["task.decided", "task.submitted", "task.claimed", "task.unclaimed", "task.assigned"]);

interface Around {
  history?: readonly AuditEntry[];
  decisions?: readonly Decision[];
}

/** Everything in one stream, the oldest first. */
export function streamOf(
  { comments, files, questions }: Conversation,
  { history = [], decisions = [] }: Around,
): Item[] {
  const items: Item[] = [
    ...comments.map((comment): Item => {
      return { kind: "comment", id: comment.commentId, at: comment.at, by: comment.by.username, comment };
    }),
    ...files.map((file): Item => {
      return {
        kind: "file",
        id: file.attachmentId,
        at: file.uploadedAt,
        by: file.uploadedBy.username,
        file,
      };
    }),
    ...files.flatMap((file): Item[] =>
      file.removedAt === null
        ? []
        : [
            {
              kind: "removed",
              id: `${file.attachmentId} removed`,
              at: file.removedAt,
              by: file.uploadedBy.username,
              file,
            },
          ],
    ),
    ...questions.map((question): Item => {
      return {
        kind: "question",
        id: question.questionId,
        at: question.askedAt,
        by: question.askedBy.username,
        question,
      };
    }),
    ...questions.flatMap((question): Item[] =>
      question.answeredAt === null
        ? []
        : [
            {
              kind: "answer",
              id: `${question.questionId} answered`,
              at: question.answeredAt,
              by: question.askedOf.username,
              question,
            },
          ],
    ),
    ...decisions.map((decision): Item => {
      return {
        kind: "decision",
        id: decision.decisionId,
        at: decision.at,
        by: decision.by.username,
        decision,
      };
    }),
    ...history
      .filter(({ action }) => acts.has(action))
      .map((entry): Item => {
        return { kind: "act", id: entry.id, at: entry.at, by: entry.actor.name, entry };
      }),
  ];
  // times of the same second may have more or fewer digits
  return items.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** Whether others have added it since then. */
export const isNew = (item: Item, since: string | null, me: string): boolean =>
  since !== null && item.by !== me && Date.parse(item.at) > Date.parse(since);

/** What the people of a conversation are called. */
export function namesIn({ comments, files, questions }: Conversation): Map<string, string> {
  const people: Person[] = [
    ...comments.flatMap(({ by, mentions }) => [by, ...mentions]),
    ...files.map(({ uploadedBy }) => uploadedBy),
    ...questions.flatMap(({ askedBy, askedOf }) => [askedBy, askedOf]),
  ];
  return new Map(people.map((person) => [person.username, person.displayName ?? person.username]));
}
