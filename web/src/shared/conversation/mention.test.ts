import { expect, it } from "vitest";

import { complete, mentionAt, partsOf } from "./mention.ts";

it("knows when somebody is being mentioned", () => {
  expect(mentionAt("Ask @ri", 7)).toEqual({ at: 4, search: "ri" });
  expect(mentionAt("@", 1)).toEqual({ at: 0, search: "" });
  expect(mentionAt("(@Jür", 5)).toEqual({ at: 1, search: "Jür" });
  expect(mentionAt("rita@example", 12)).toBeNull();
  expect(mentionAt("@rita is", 8)).toBeNull();
  expect(mentionAt("@rita", 0)).toBeNull();
});

it("writes the name out where the mention was begun", () => {
  const text = "Ask @ri today";
  expect(complete(text, { at: 4, search: "ri" }, "rita")).toEqual({ text: "Ask @rita today", caret: 10 });
  expect(complete("@", { at: 0, search: "" }, "ben.cole")).toEqual({ text: "@ben.cole ", caret: 10 });
});

it("shows mentions for themselves, and nothing else", () => {
  expect(partsOf("@ann, ask @ann.lee.", ["ann", "ann.lee"])).toEqual([
    { text: "@ann", username: "ann" },
    { text: ", ask " },
    { text: "@ann.lee", username: "ann.lee" },
    { text: "." },
  ]);
  expect(partsOf("mail ann@ann.de or @annabel", ["ann"])).toEqual([{ text: "mail ann@ann.de or @annabel" }]);
  expect(partsOf("no one", [])).toEqual([{ text: "no one" }]);
});
