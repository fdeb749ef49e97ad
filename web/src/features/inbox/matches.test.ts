import { expect, test } from "vitest";

import { people, purchaseTask } from "../../../test/mock/data.ts";
import { matches } from "./matches.ts";

const [rita] = people as [(typeof people)[number]];
const task = purchaseTask({ item: "Oak desk", amount: 2480, by: rita, minutes: 5 });

test.each(["", "oak", "OAK rita", "2480", "purchase"])("finds by %j", (words) => {
  expect(matches(task, words)).toBe(true);
});

test("needs every word", () => {
  expect(matches(task, "oak lamp")).toBe(false);
});
