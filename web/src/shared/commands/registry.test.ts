import { expect, test, vi } from "vitest";

import { CommandRegistry } from "./registry.ts";

const command = (id: string, keys: string, run = vi.fn()) => ({ id, label: id, group: "g", keys, run });

test("runs what a key stands for", () => {
  const registry = new CommandRegistry();
  const next = command("next", "j");
  registry.register([next]);
  expect(registry.press("j")).toBe(true);
  expect(registry.press("x")).toBe(false);
  expect(next.run).toHaveBeenCalledOnce();
});

test("knows keys of two strokes", () => {
  const registry = new CommandRegistry();
  const inbox = command("inbox", "g i");
  registry.register([inbox]);
  expect(registry.press("g")).toBe(true);
  expect(registry.press("i")).toBe(true);
  expect(inbox.run).toHaveBeenCalledOnce();
  registry.press("g");
  expect(registry.press("z")).toBe(false);
  expect(registry.press("i")).toBe(false);
});

test("the page wins over the shell, until it is left", () => {
  const registry = new CommandRegistry();
  const [shell, page] = [command("shell", "a"), command("page", "a")];
  registry.register([shell]);
  const leave = registry.register([page]);
  registry.press("a");
  leave();
  registry.press("a");
  expect(page.run).toHaveBeenCalledOnce();
  expect(shell.run).toHaveBeenCalledOnce();
});
