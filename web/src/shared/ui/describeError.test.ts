// @vitest-environment jsdom
import i18next from "i18next";
import { beforeAll, beforeEach, expect, test } from "vitest";

import { changeLanguage, startI18n } from "@/shared/i18n/index.ts";
import { ProblemError } from "@/shared/api/problem.ts";

import { describeError } from "./describeError.ts";

const problem = (status: number, slug: string) =>
  new ProblemError({
    type: `urn:countersign:problem:${slug}`,
    title: "In short",
    status,
    detail: "At length.",
    requestId: "req-1",
    errors: [],
  });
const describe = (status: number, slug: string) => describeError(problem(status, slug), i18next.t);

beforeAll(() => startI18n("en"));
beforeEach(() => changeLanguage("en"));

test("speaks the reader's language where it has words for the problem", async () => {
  expect(describe(409, "username-taken")).toMatchObject({ title: "This username is taken" });
  await changeLanguage("de");
  expect(describe(409, "username-taken")).toMatchObject({
    title: "Dieser Benutzername ist vergeben",
    text: "Wählen Sie einen anderen.",
  });
});

test("says why one may not act on a task", () => {
  expect(describe(403, "claimed-by-other").text).toContain("Somebody else is on it");
});

test("leaves the rest to the server", () => {
  expect(describe(422, "refused-by-engine")).toMatchObject({ title: "In short", text: "At length." });
});

test("has a request id only for what somebody has to look into", () => {
  expect(describe(500, "internal").requestId).toBe("req-1");
  expect(describe(404, "task-not-found")).toMatchObject({ title: "This is not here", requestId: null });
  expect(describe(409, "username-taken").requestId).toBeNull();
});
