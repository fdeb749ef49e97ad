import { expect, test } from "vitest";

import { changedVariables, editable } from "./editVariables.ts";

const variables = [
  { name: "amount", value: 5, scopeKey: "1" },
  { name: "local", value: 1, scopeKey: "2" },
  { name: "countersignStartId", value: "x", scopeKey: "1" },
];

test("offers the instance's own variables", () => {
  expect(JSON.parse(editable(variables, "1"))).toEqual({ amount: 5 });
});

test("sends only what was changed or added", () => {
  expect(changedVariables('{"a":1,"b":[1]}', '{"a":2,"b":[1],"c":null}')).toEqual({
    ok: true,
    changed: { a: 2, c: null },
  });
});

test.each(["{", "[1]", "3", "null"])("refuses %s", (text) => {
  expect(changedVariables("{}", text)).toEqual({ ok: false });
});
