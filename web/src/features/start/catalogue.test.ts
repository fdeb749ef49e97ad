import { expect, test } from "vitest";

import type { StartableProcess } from "@/shared/api/definitions.ts";

import { catalogue } from "./catalogue.ts";

const process = (processId: string, more: Partial<StartableProcess> = {}): StartableProcess => ({
  processDefinitionKey: processId,
  processId,
  version: 1,
  name: processId,
  documentation: null,
  icon: null,
  category: null,
  startForm: null,
  ...more,
});
const ids = (shelves: ReturnType<typeof catalogue>) =>
  shelves.map(({ category, processes }) => [category, processes.map(({ processId }) => processId).join(" ")]);

test("finds all of the words in name, description and heading", () => {
  const all = [
    process("leave", { documentation: "Ask for days off.", category: "Human resources" }),
    process("purchase", { documentation: "Ask for something to be bought." }),
  ];
  expect(ids(catalogue(all, "ASK days", []))).toEqual([[null, "leave"]]);
  expect(ids(catalogue(all, "human", []))).toEqual([[null, "leave"]]);
  expect(catalogue(all, "ask nothing", [])).toEqual([]);
});

test("begins with what was used last, and leaves the rest in its order", () => {
  const all = ["a", "b", "c", "d"].map((id) => process(id));
  expect(ids(catalogue(all, "", ["c", "a", "gone"]))).toEqual([[null, "c a b d"]]);
});

test("shows headings where there is much to choose from, unless one searches", () => {
  const all = ["a", "b", "c", "d", "e", "f", "g"].map((id, place) =>
    process(id, { category: place === 0 ? null : place < 4 ? "Money" : "People" }),
  );
  expect(ids(catalogue(all, "", ["f"]))).toEqual([
    ["People", "f e g"],
    ["Money", "b c d"],
    ["", "a"],
  ]);
  expect(ids(catalogue(all.slice(1), "", []))).toEqual([[null, "b c d e f g"]]);
  expect(ids(catalogue(all, "money", []))).toEqual([[null, "b c d"]]);
});
