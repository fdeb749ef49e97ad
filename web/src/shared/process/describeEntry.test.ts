// @vitest-environment jsdom
import i18next from "i18next";
import { beforeAll, expect, test } from "vitest";

import type { AuditEntry } from "@/shared/api/model.ts";
import { startI18n } from "@/shared/i18n/index.ts";

import { describeEntry, lookOf, named } from "./describeEntry.ts";

const entry: AuditEntry = {
  id: "1",
  at: "2026-11-22T15:00:00Z",
  actor: { kind: "ENGINE", name: null },
  onBehalfOf: null,
  action: "process-definition.deployed",
  objectType: "process-definition",
  objectId: "2251799813686128",
  processInstanceKey: null,
  requestId: null,
  before: null,
  after: { version: 1, processId: "purchase-request" },
  comment: null,
};

beforeAll(() => startI18n("en"));

test("says of a call whether it was to a system or to a database, and what became of it there", () => {
  const call = (after: Record<string, string>) =>
    describeEntry({ ...entry, action: "operation.called", objectType: "operation", after }, i18next.t);
  expect(call({ method: "POST", outcome: "SUCCEEDED" })).toBe("Another system was called");
  expect(call({ method: "QUERY", outcome: "RETRY_LATER" })).toBe("A database was asked");
  expect(call({ method: "UPDATE", outcome: "SUCCEEDED" })).toBe("A database was changed");
  expect(call({ method: "UPDATE", outcome: "GAVE_UP" })).toBe(
    "A database was to be changed, which did not work",
  );
});

test("tells a step that was put off from one that failed", () => {
  const job = { ...entry, objectType: "job", after: { elementId: "note-loan", retries: 6 } };
  const names = new Map([["note-loan", "Note the loan"]]);
  expect(describeEntry({ ...job, action: "job.put-off" }, i18next.t, names)).toBe(
    "Step “Note the loan” was put off and is tried again",
  );
  expect(describeEntry({ ...job, action: "job.failed" }, i18next.t, names)).toBe(
    "Step “Note the loan” failed",
  );
});

test("says that a record was added, not that some workers added a file", () => {
  const added = {
    ...entry,
    action: "attachment.recorded",
    objectType: "attachment",
    actor: { kind: "SYSTEM" as const, name: "workers" },
    after: { mediaType: "application/pdf" },
  };
  expect(describeEntry(added, i18next.t)).toBe("Countersign added the record of the decision");
});

test("calls people by their names, and takes nothing else for one of them", () => {
  const people = new Map([["mara", "Mara Winter"]]);
  const decided = { ...entry, action: "task.decided", after: { outcome: "approved" } };
  const by = (kind: "PERSON" | "SYSTEM") => ({ ...decided, actor: { kind, name: "mara" } });
  expect(describeEntry(named(by("PERSON"), people), i18next.t)).toBe("Mara Winter approved");
  expect(describeEntry(named(by("SYSTEM"), people), i18next.t)).toBe("mara approved");
  expect(lookOf({ ...by("PERSON"), action: "comment.written" }).icon).toBe("person");
  expect(lookOf({ ...by("SYSTEM"), action: "attachment.recorded" }).icon).toBe("engine");
});

test("calls a thing what people call it, and by its key where it has no name", () => {
  expect(describeEntry(entry, i18next.t)).toBe("Process “purchase-request” was deployed");
  expect(describeEntry({ ...entry, after: null }, i18next.t)).toBe("Process “2251799813686128” was deployed");
});
