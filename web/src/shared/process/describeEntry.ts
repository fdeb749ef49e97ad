import type { TFunction } from "i18next";

import type { AuditActor, AuditEntry } from "../api/model.ts";
import { humanize } from "../format/values.ts";
import type { Tone } from "../ui/Note.tsx";

export type EntryIcon =
  | "approved"
  | "rejected"
  | "started"
  | "person"
  | "engine"
  | "changed"
  | "canceled"
  | "incident"
  | "retried"
  | "mail";

/** The actions this app has words for; others are shown by their own name. */
const worded = [
  "start-request.accepted",
  "process-instance.requested",
  "process-instance.started",
  "process-instance.completed",
  "process-instance.terminated",
  "process-instance.cancel-requested",
  "process-instance.twin-cancelled",
  "request.requester-named",
  "comment.written",
  "comment.deleted",
  "question.asked",
  "question.answered",
  "question.taken-back",
  "attachment.added",
  "attachment.removed",
  "attachment.recorded",
  "attachment.handed-in",
  "request.withdrawn",
  "request.reminded",
  "task.created",
  "task.claimed",
  "task.unclaimed",
  "task.assigned",
  "task.delegated",
  "task.refused",
  "task.submitted",
  "task.completed",
  "task.canceled",
  "task.decision-undone",
  "task.policy-bypassed",
  "task.reminded",
  "task.escalated",
  "task.escalation-failed",
  "task.expired",
  "task.deadline-passed",
  "task.deadline-not-understood",
  "command.retried",
  "incident.created",
  "incident.resolved",
  "incident.resolve-requested",
  "variables.change-requested",
  "job.completed",
  "job.failed",
  "job.put-off",
  "job.error-thrown",
  "notification.queued",
  "notification.sent",
  "notification.failed",
  "notice.kept",
  "message.publish-requested",
  "message.correlate-requested",
  "message.correlated",
  "deployment.requested",
  "deployment.done",
  "deployment.refused",
  "deployment.unanswered",
  "process-definition.deployed",
  "process-definition.deleted",
  "decision-definition.deployed",
  "decision-definition.deleted",
  "form.deployed",
  "form.deleted",
  "session.started",
  "session.ended",
  "session.refused",
  "user.created",
  "user.changed",
  "group.created",
  "group.changed",
  "group.deleted",
  "substitution.created",
  "substitution.ended",
  "calendar.created",
  "calendar.changed",
  "calendar.deleted",
  "job-type.paused",
  "job-type.resumed",
  "job-type.changed",
  "api-key.issued",
  "api-key.revoked",
] as const;
type Worded = (typeof worded)[number];

const isWorded = (action: string): action is Worded => (worded as readonly string[]).includes(action);

/** @param names of elements, by their ids */
export function describeEntry(
  entry: AuditEntry,
  t: TFunction,
  names: ReadonlyMap<string, string | null> = new Map(),
): string {
  const who = actorName(entry.actor, t);
  if (entry.action === "task.decided") {
    const outcome = entry.after?.["outcome"];
    const verb =
      outcome === "approved" || outcome === "rejected"
        ? t(`history.${outcome}`, { who })
        : t("history.decided", { who });
    return entry.onBehalfOf === null
      ? verb
      : `${verb} ${t("decision.onBehalfOf", { who: actorName(entry.onBehalfOf, t) })}`;
  }
  if (entry.action === "operation.called") return t(`history.actions.operation.${kindOfCall(entry)}`);
  const what = subjectOf(entry, names);
  if (isWorded(entry.action)) return t(`history.actions.${entry.action}`, { who, what });
  return t("history.other", { who, what: humanize(entry.action.replaceAll(".", " ")) });
}

/** Statements in a database stand among the calls; no call over HTTP has such a method. */
function kindOfCall({ after }: AuditEntry): "called" | "queried" | "updated" | "not-updated" {
  if (after?.["method"] === "QUERY") return "queried";
  if (after?.["method"] !== "UPDATE") return "called";
  return after["outcome"] === "SUCCEEDED" ? "updated" : "not-updated";
}

function actorName(actor: AuditActor, t: TFunction): string {
  if (actor.kind === "ENGINE") return t("history.engine");
  return actor.name ?? t("history.erased");
}

/** With people called by their names instead of their user names, where these are known. */
export const named = (entry: AuditEntry, people: ReadonlyMap<string, string>): AuditEntry => ({
  ...entry,
  actor: actorNamed(entry.actor, people),
  onBehalfOf: entry.onBehalfOf && actorNamed(entry.onBehalfOf, people),
});

const actorNamed = (actor: AuditActor, people: ReadonlyMap<string, string>): AuditActor =>
  actor.kind === "PERSON" ? { ...actor, name: people.get(actor.name ?? "") ?? actor.name } : actor;

function subjectOf(
  { after, before, objectId }: AuditEntry,
  names: ReadonlyMap<string, string | null>,
): string {
  const elementId = after?.["elementId"];
  if (typeof elementId === "string") return names.get(elementId) ?? humanize(elementId);
  const name = [after, before].flatMap((values) => naming.map((key) => values?.[key])).find(Boolean);
  return typeof name === "string" ? name : objectId;
}

/** What people call a thing by, before its key. */
const naming = ["name", "processId", "decisionId", "formId"] as const;

export function lookOf({ action, after, actor }: AuditEntry): { icon: EntryIcon; tone: Tone } {
  if (action === "task.decided") {
    return after?.["outcome"] === "rejected"
      ? { icon: "rejected", tone: "bad" }
      : { icon: "approved", tone: "good" };
  }
  if (action.includes("incident") && action.includes("created")) return { icon: "incident", tone: "care" };
  if (action.includes("bypassed")) return { icon: "incident", tone: "bad" };
  if (/resolved|retr/.test(action)) return { icon: "retried", tone: "plain" };
  if (/cancel|terminated/.test(action)) return { icon: "canceled", tone: "plain" };
  if (/mail|notification|notice/.test(action)) return { icon: "mail", tone: "plain" };
  if (/started|requested$/.test(action)) return { icon: "started", tone: "plain" };
  if (/completed/.test(action)) return { icon: "approved", tone: "plain" };
  if (/updated|changed/.test(action)) return { icon: "changed", tone: "plain" };
  return { icon: actor.kind === "PERSON" ? "person" : "engine", tone: "plain" };
}
