// @vitest-environment jsdom
import i18next from "i18next";
import { beforeAll, expect, test } from "vitest";

import type { AuditEntry } from "@/shared/api/model.ts";
import { startI18n } from "@/shared/i18n/index.ts";

import { describeEntry } from "./describeEntry.ts";

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

test("calls a thing what people call it, and by its key where it has no name", () => {
  expect(describeEntry(entry, i18next.t)).toBe("Process “purchase-request” was deployed");
  expect(describeEntry({ ...entry, after: null }, i18next.t)).toBe("Process “2251799813686128” was deployed");
});
