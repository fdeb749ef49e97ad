import { createInstance } from "i18next";
import { expect, test } from "vitest";

import en from "@/shared/i18n/en.ts";
import type { Substitution } from "@/shared/api/substitutions.ts";

import { describeSubstitution } from "./describeSubstitution.ts";

const i18n = createInstance();
await i18n.init({ lng: "en", resources: { en: { translation: en } }, interpolation: { escapeValue: false } });

const substitution: Substitution = {
  id: "1",
  absent: { username: "ann", displayName: "Ann" },
  substitute: { username: "sue", displayName: "Sue" },
  startsAt: new Date(2026, 11, 3).toISOString(),
  endsAt: null,
  processIds: [],
  maxAmount: null,
  state: "ACTIVE",
  createdBy: "ann",
  createdAt: "2026-11-23T08:00:00Z",
  endedBy: null,
  endedAt: null,
};
const words = (part: Partial<Substitution>) =>
  describeSubstitution({ ...substitution, ...part }, new Map([["leave", "Leave request"]]), "en-GB", i18n.t);

test("one that is open holds for everything until it is ended", () => {
  expect(words({})).toBe("From 3 Dec 2026, until somebody ends it · everything");
});

test("the last day is the one before it ends", () => {
  expect(words({ endsAt: new Date(2026, 11, 10).toISOString() })).toBe(
    "From 3 Dec 2026 to 9 Dec 2026 · everything",
  );
});

test("says for which processes and up to how much", () => {
  expect(words({ processIds: ["leave", "unknown"], maxAmount: 5000 })).toBe(
    "From 3 Dec 2026, until somebody ends it · only Leave request and unknown · up to 5,000",
  );
});

test("of one day only that day is told, and of one that never began when it was cancelled", () => {
  const day = new Date(2026, 11, 4).toISOString();
  expect(words({ endsAt: day })).toBe("On 3 Dec 2026 · everything");
  expect(words({ endsAt: day, endedAt: new Date(2026, 10, 30).toISOString(), state: "ENDED" })).toBe(
    "Cancelled before it began, on 30 Nov 2026 · everything",
  );
});
