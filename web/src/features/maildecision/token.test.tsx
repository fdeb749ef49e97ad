import { beforeEach, expect, test } from "vitest";

import { parseLink, takeLink } from "./token.ts";

beforeEach(() => {
  sessionStorage.clear();
  window.history.replaceState(null, "", "/decide");
});

test("takes the link out of the address and keeps it in this tab", () => {
  window.history.replaceState(null, "", "/decide#abc-_9.reject");

  expect(takeLink()).toEqual({ token: "abc-_9", wish: "rejected" });
  expect(window.location.href).toMatch(/\/decide$/);
  expect(takeLink()).toEqual({ token: "abc-_9", wish: "rejected" });
});

test("a newer link comes before the one that is kept", () => {
  window.history.replaceState(null, "", "/decide#old");
  takeLink();
  window.history.replaceState(null, "", "/decide#new.approve");

  expect(takeLink()).toEqual({ token: "new", wish: "approved" });
});

test("is nothing without a token", () => {
  expect(takeLink()).toBeNull();
  expect(parseLink(".approve")).toBeNull();
  expect(parseLink("abc.something")).toEqual({ token: "abc", wish: null });
});
