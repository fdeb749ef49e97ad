// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { MockServer, problem } from "../../../test/mock/server.ts";
import { useServer } from "../../../test/app.tsx";
import { DraftKeeper } from "./DraftKeeper.ts";

const process = { processId: "leave-request", formKey: "7" };
let server: MockServer;

beforeEach(() => {
  vi.useFakeTimers();
  server = new MockServer();
  useServer(server);
});
afterEach(() => vi.useRealTimers());

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);
const saved = (keeper: DraftKeeper) => server.drafts.get(keeper.id)?.values;

function typing(values: Record<string, unknown>): DraftKeeper {
  const keeper = new DraftKeeper(process, null);
  keeper.begin({ note: "" });
  keeper.change(values);
  return keeper;
}

test("keeps what was typed a moment after typing, once", async () => {
  const save = vi.spyOn(server, "handle");
  const keeper = typing({ note: "a" });
  await pass(500);
  keeper.change({ note: "ab" });
  await pass(500);
  expect(server.drafts.size).toBe(0);
  await pass(500);
  expect(saved(keeper)).toEqual({ note: "ab" });
  expect(keeper.state()).toBe("kept");
  expect(save).toHaveBeenCalledTimes(1);
  keeper.change({ note: "ab" });
  await pass(5000);
  expect(save).toHaveBeenCalledTimes(1);
});

test("keeps nothing of a form that nobody has touched", async () => {
  const keeper = new DraftKeeper(process, null);
  keeper.begin({ kind: "holiday" });
  keeper.flush(true);
  await pass(5000);
  expect(server.drafts.size).toBe(0);
  expect(keeper.state()).toBe("nothing");
});

test("keeps what was typed when the page is left", async () => {
  const keeper = typing({ note: "a" });
  keeper.flush(true);
  await pass(0);
  expect(saved(keeper)).toEqual({ note: "a" });
});

test("says that it is nowhere but here while nobody answers, and tries again", async () => {
  const keeper = typing({ note: "a" });
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("offline")));
  await pass(1000);
  expect(keeper.state()).toBe("offline");
  useServer(server);
  await pass(5000);
  expect(keeper.state()).toBe("kept");
  expect(saved(keeper)).toEqual({ note: "a" });
});

test("undoes nothing that another window did, unless the person wants that", async () => {
  const keeper = typing({ note: "a" });
  await pass(1000);
  const known = server.drafts.get(keeper.id);
  if (known === undefined) throw new Error("not kept");
  server.drafts.set(keeper.id, { ...known, version: 2, values: { note: "theirs" } });
  keeper.change({ note: "mine" });
  await pass(1000);
  expect(keeper.state()).toBe("changed");
  keeper.change({ note: "mine too" });
  keeper.flush();
  await pass(9000);
  expect(saved(keeper)).toEqual({ note: "theirs" });
  await keeper.keepMine();
  expect(saved(keeper)).toEqual({ note: "mine too" });
  expect(keeper.state()).toBe("kept");
});

test("does not bring back by itself what was sent elsewhere", async () => {
  const keeper = typing({ note: "a" });
  await pass(1000);
  const old = keeper.id;
  server.drafts.delete(old);
  keeper.change({ note: "b" });
  await pass(1000);
  expect(keeper.state()).toBe("gone");
  expect(server.drafts.size).toBe(0);
  await keeper.renew();
  expect(keeper.id).not.toBe(old);
  expect(saved(keeper)).toEqual({ note: "b" });
});

test("is quiet while it is being sent, and goes on where that was refused", async () => {
  const keeper = typing({ note: "a" });
  keeper.stop();
  await pass(9000);
  keeper.flush(true);
  expect(server.drafts.size).toBe(0);
  keeper.resume();
  await pass(1000);
  expect(saved(keeper)).toEqual({ note: "a" });
});

test("says what the server does not take", async () => {
  server.on("PUT", "/api/v1/drafts/:id", () => problem(413, "draft-too-large", "Too large", "Too large."));
  const keeper = typing({ note: "a" });
  await pass(9000);
  expect(keeper.state()).toBe("refused");
  expect(keeper.error).toMatchObject({ slug: "draft-too-large" });
});

test("keeps files at once, and tells when they are kept", async () => {
  const bodies: unknown[] = [];
  const put = vi.fn(async (request: Request) => {
    const body = (await request.json()) as { version: number };
    bodies.push(body);
    return Response.json({
      ...body,
      draftId: "d",
      attachments: [],
      version: body.version + 1,
      updatedAt: "",
    });
  });
  server.on("PUT", "/api/v1/drafts/:id", put);
  const keeper = new DraftKeeper(process, null);
  keeper.begin({ note: "" });
  keeper.attach(["f1"]);
  keeper.attach(["f1", "f2"]);
  expect(await keeper.settled()).toBe(true);
  expect(bodies.at(-1)).toMatchObject({ attachments: ["f1", "f2"], values: { note: "" } });
  server.on("PUT", "/api/v1/drafts/:id", () => problem(422, "attachment-unknown", "Gone", "It is gone."));
  keeper.attach(["f1"]);
  expect(await keeper.settled()).toBe(false);
});
