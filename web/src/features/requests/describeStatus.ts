import type { TFunction } from "i18next";

import type { RequestRow, WaitingFor } from "@/shared/api/requests.ts";
import { humanize } from "@/shared/format/values.ts";
import { relativeTime, sinceDay } from "@/shared/format/when.ts";
import type { Tone } from "@/shared/ui/Note.tsx";
import { nameOf } from "@/shared/ui/people.ts";

export interface Described {
  tone: Tone;
  text: string;
}

type Standing = Pick<
  RequestRow,
  "state" | "outcome" | "waitingFor" | "hasIncident" | "withdrawal" | "endedAt" | "requester" | "question"
>;

/** How a request stands, as its owner would say it. */
export function describeStatus(
  request: Standing,
  now: number,
  locale: string,
  t: TFunction,
  me?: string,
): Described {
  const { state, outcome, withdrawal } = request;
  const ended = (word: "approved" | "rejected" | "expired" | "completed" | "canceled") =>
    request.endedAt === null
      ? t(`requests.status.${word}`)
      : t(`requests.status.${word}On`, { when: relativeTime(request.endedAt, now, locale) });
  if (withdrawal !== null && state !== "COMPLETED") {
    const when = relativeTime(withdrawal.at, now, locale);
    const mine = me === undefined || request.requester === me;
    return {
      tone: "plain",
      text: t(mine ? "requests.status.withdrawn" : "requests.status.withdrawnByOther", { when }),
    };
  }
  switch (state) {
    case "STARTING":
      return { tone: "info", text: t("requests.status.starting") };
    case "FAILED":
      return { tone: "bad", text: t("requests.status.failed") };
    case "TERMINATED":
      return { tone: "plain", text: ended("canceled") };
    case "COMPLETED":
      if (outcome === "approved") return { tone: "good", text: ended("approved") };
      if (outcome === "rejected") return { tone: "bad", text: ended("rejected") };
      if (outcome === "expired") return { tone: "bad", text: ended("expired") };
      return { tone: "good", text: ended("completed") };
    case "ACTIVE":
      return active(request, now, locale, t);
  }
}

function active(
  { waitingFor, hasIncident, question }: Standing,
  now: number,
  locale: string,
  t: TFunction,
): Described {
  if (hasIncident) return { tone: "care", text: t("requests.status.incident") };
  if (question !== null) {
    const who = nameOf(question.askedBy);
    // one line on a phone, whoever asks
    const room = Math.max(12, 34 - who.length);
    const what = question.text.length > room ? `${question.text.slice(0, room - 1)}…` : question.text;
    return { tone: "care", text: t("requests.status.asks", { who, what }) };
  }
  const first = waitingFor.toSorted((a, b) => (a.since ?? "").localeCompare(b.since ?? ""))[0];
  if (first === undefined) return { tone: "info", text: t("requests.status.running") };
  const whom = waiterOf(first);
  const since = first.since === null ? null : sinceDay(first.since, now, locale);
  if (whom === null)
    return { tone: "info", text: t("requests.status.waitingTask", { what: first.taskName ?? "" }) };
  return {
    tone: "info",
    text:
      since === null
        ? t("requests.status.waiting", { whom })
        : t("requests.status.waitingSince", { whom, since }),
  };
}

function waiterOf({ assignee, candidateGroups }: WaitingFor): string | null {
  if (assignee !== null) return nameOf(assignee);
  return candidateGroups.length > 0 ? candidateGroups.map(humanize).join(", ") : null;
}
