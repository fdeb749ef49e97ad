// @vitest-environment jsdom
import i18next from "i18next";
import { beforeAll, expect, test } from "vitest";

import { startI18n } from "@/shared/i18n/index.ts";

import { describeStatus } from "./describeStatus.ts";

const now = new Date(2026, 10, 22, 15).getTime();
const request = {
  state: "ACTIVE" as const,
  outcome: null,
  waitingFor: [],
  hasIncident: false,
  withdrawal: null,
  endedAt: null,
  requester: "rita",
  question: null,
};
const waits = {
  taskKey: "1",
  taskName: "Approve",
  since: new Date(2026, 10, 17, 9).toISOString(),
  assignee: null,
  candidateGroups: ["finance"],
};
const words = (part: Partial<Parameters<typeof describeStatus>[0]>) =>
  describeStatus({ ...request, ...part }, now, "en", i18next.t).text;

beforeAll(() => startI18n("en"));

test("says who it waits for and since when", () => {
  expect(words({ waitingFor: [waits] })).toBe("Waiting for Finance since Tuesday");
  expect(words({ waitingFor: [{ ...waits, since: null }] })).toBe("Waiting for Finance");
  expect(words({ waitingFor: [{ ...waits, candidateGroups: [] }] })).toBe("Waiting: Approve");
  expect(words({})).toBe("In progress");
});

test("says what it waits for from its requester, before who else it waits for", () => {
  const question = { questionId: "1", askedBy: { username: "ben", displayName: "Ben" }, text: "Which one?" };
  expect(words({ waitingFor: [waits], question })).toBe("Ben asks: Which one?");
  expect(words({ question: { ...question, text: "x".repeat(50) } })).toBe(`Ben asks: ${"x".repeat(30)}…`);
});

test("says how it ended", () => {
  const endedAt = new Date(2026, 10, 21, 9).toISOString();
  expect(words({ state: "COMPLETED", outcome: "rejected" })).toBe("Rejected");
  expect(words({ state: "COMPLETED", outcome: "approved", endedAt })).toBe("Approved yesterday");
  expect(words({ state: "COMPLETED", endedAt: new Date(2026, 9, 2).toISOString() })).toBe("Done Oct 2");
  expect(words({ state: "COMPLETED" })).toBe("Done");
  expect(words({ state: "TERMINATED" })).toBe("Canceled");
  expect(words({ state: "FAILED" })).toBe("Could not be started");
});

test("says that it is held up before anything else", () => {
  expect(words({ hasIncident: true, waitingFor: [waits] })).toBe("Something went wrong, the operators know");
});

test("says that it was withdrawn as soon as that is so, and to whom it is not theirs without them", () => {
  const withdrawal = { at: new Date(2026, 10, 22, 13).toISOString(), reason: null };
  expect(words({ withdrawal, waitingFor: [waits] })).toBe("You withdrew this 2 hours ago");
  expect(words({ withdrawal, state: "TERMINATED" })).toBe("You withdrew this 2 hours ago");
  expect(
    describeStatus({ ...request, withdrawal, state: "TERMINATED" }, now, "en", i18next.t, "mara").text,
  ).toBe("Withdrawn 2 hours ago");
  expect(words({ withdrawal, state: "COMPLETED", outcome: "approved" })).toBe("Approved");
});
