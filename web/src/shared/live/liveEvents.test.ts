import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { FakeEventSource } from "../../../test/FakeEventSource.ts";
import { listenLive, type LiveListener } from "./liveEvents.ts";

const opened: FakeEventSource[] = [];
const open = (url: string) => {
  const source = new FakeEventSource(url);
  opened.push(source);
  return source as unknown as EventSource;
};
const listener = () => ({ hint: vi.fn<LiveListener["hint"]>(), status: vi.fn<LiveListener["status"]>() });
/** Web Locks, as far as one browser is concerned: first come, first served. */
class Locks {
  private turn: Promise<unknown> = Promise.resolve();
  request(_name: string, { signal }: { signal: AbortSignal }, lead: () => Promise<void>) {
    const mine = this.turn.then(() => (signal.aborted ? undefined : lead()));
    this.turn = mine;
    return mine;
  }
}
const stops: (() => void)[] = [];

beforeEach(() => opened.splice(0));
afterEach(() => {
  stops.splice(0).forEach((stop) => stop());
  vi.useRealTimers();
});

const alone = { open, locks: undefined, channel: undefined };

test("everything counts as changed after connecting", () => {
  const tab = listener();
  stops.push(listenLive(tab, alone));
  opened[0]?.dispatchEvent(new Event("open"));
  expect(tab.status).toHaveBeenCalledWith(true);
  expect(tab.hint.mock.calls[0]?.[0]).toContain("tasks");
});

test("passes known topics on and ignores others", () => {
  const tab = listener();
  stops.push(listenLive(tab, alone));
  opened[0]?.hint("tasks", "weather");
  expect(tab.hint).toHaveBeenCalledExactlyOnceWith(["tasks"]);
});

test("tries again when the browser gave up", () => {
  vi.useFakeTimers();
  const tab = listener();
  stops.push(listenLive(tab, alone));
  opened[0]?.close();
  opened[0]?.dispatchEvent(new Event("error"));
  expect(tab.status).toHaveBeenCalledWith(false);
  vi.advanceTimersByTime(2_000);
  expect(opened).toHaveLength(2);
});

test("one tab listens and tells the others; when it closes, the next one takes over", async () => {
  const locks = new Locks() as unknown as LockManager;
  const name = `live-${crypto.randomUUID()}`;
  const [first, second] = [listener(), listener()];
  const stopFirst = listenLive(first, { open, locks, channel: new BroadcastChannel(name) });
  stops.push(listenLive(second, { open, locks, channel: new BroadcastChannel(name) }));
  await vi.waitFor(() => expect(opened).toHaveLength(1));

  opened[0]?.hint("tasks");
  expect(first.hint).toHaveBeenCalledWith(["tasks"]);
  await vi.waitFor(() => expect(second.hint).toHaveBeenCalledWith(["tasks"]));

  stopFirst();
  await vi.waitFor(() => expect(opened).toHaveLength(2));
});
