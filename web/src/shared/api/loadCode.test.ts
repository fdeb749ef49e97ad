import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { loadCode } from "./loadCode.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const missing = new TypeError("Failed to fetch dynamically imported module");

test("waits for the server to be back", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  const load = vi
    .fn()
    .mockRejectedValueOnce(missing)
    .mockRejectedValueOnce(missing)
    .mockResolvedValue("code");
  const loaded = loadCode(load);
  await vi.advanceTimersByTimeAsync(5_000);
  await expect(loaded).resolves.toBe("code");
  expect(load).toHaveBeenCalledTimes(3);
});

test("does not wait for code that a newer version no longer has", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response()));
  await expect(loadCode(() => Promise.reject(missing))).rejects.toBe(missing);
});
