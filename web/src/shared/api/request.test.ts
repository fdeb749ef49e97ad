// @vitest-environment jsdom
import * as z from "zod/mini";
import { beforeEach, expect, test, vi } from "vitest";

import { ProblemError, UnexpectedAnswerError, UnreachableError } from "./problem.ts";
import { onSignedOut, request } from "./request.ts";

const answer = vi.fn<typeof fetch>();
const schema = z.object({ name: z.string() });

beforeEach(() => {
  answer.mockReset();
  vi.stubGlobal("fetch", answer);
});

const sent = () => new Headers(answer.mock.calls[0]?.[1]?.headers);

test("parses what the server says", async () => {
  answer.mockResolvedValue(Response.json({ name: "Ada", more: true }));
  expect(await request("/x", schema, { query: { limit: 5, cursor: null, q: "" } })).toEqual({ name: "Ada" });
  expect(answer.mock.calls[0]?.[0]).toBe("/x?limit=5");
});

test("sends the CSRF token with what changes something, and only then", async () => {
  document.cookie = "XSRF-TOKEN=abc%3D";
  answer.mockImplementation(() => Promise.resolve(Response.json({ name: "x" })));
  await request("/x", schema, { method: "POST", body: {} });
  expect(sent().get("X-XSRF-TOKEN")).toBe("abc=");
  answer.mockClear();
  await request("/x", schema);
  expect(sent().has("X-XSRF-TOKEN")).toBe(false);
});

test("turns a problem detail into a typed error", async () => {
  const body = {
    type: "urn:countersign:problem:task-already-decided",
    title: "Already decided",
    status: 409,
    detail: "Ben was faster.",
  };
  answer.mockResolvedValue(Response.json(body, { status: 409, headers: { "X-Request-Id": "r1" } }));
  const error: unknown = await request("/x", schema).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ProblemError);
  expect(error).toMatchObject({ status: 409, slug: "task-already-decided", message: "Ben was faster." });
  expect((error as ProblemError).problem).toMatchObject({ requestId: "r1", errors: [] });
});

test("makes a problem of an answer that is none", async () => {
  answer.mockResolvedValue(new Response("<html>Bad gateway", { status: 502, statusText: "Bad Gateway" }));
  await expect(request("/x", schema)).rejects.toMatchObject({
    status: 502,
    problem: { title: "Bad Gateway" },
  });
});

test("tells an unreachable server from an answer that makes no sense", async () => {
  answer.mockRejectedValueOnce(new TypeError("failed to fetch"));
  await expect(request("/x", schema)).rejects.toBeInstanceOf(UnreachableError);
  answer.mockResolvedValueOnce(Response.json({ name: 3 }));
  await expect(request("/x", schema)).rejects.toBeInstanceOf(UnexpectedAnswerError);
});

test("says when the session has ended, but not when a password was wrong", async () => {
  const signedOut = vi.fn();
  const stop = onSignedOut(signedOut);
  answer.mockImplementation(() => Promise.resolve(Response.json({}, { status: 401 })));
  await request("/api/v1/session", schema, { method: "POST" }).catch(() => undefined);
  expect(signedOut).not.toHaveBeenCalled();
  await request("/api/v1/tasks", schema).catch(() => undefined);
  expect(signedOut).toHaveBeenCalledOnce();
  stop();
});
