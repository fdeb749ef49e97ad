// @vitest-environment jsdom
import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";

import { startI18n } from "@/shared/i18n/index.ts";

import { names, translate } from "./words.ts";

beforeAll(() => startI18n("de"));

test("speaks the language of the page and writes numbers its way", () => {
  expect(translate("Field is required.")).toBe("Bitte ausfüllen.");
  expect(translate("Field must have minimum value of {value}.", { value: "1000.5" })).toBe(
    "Mindestens 1.000,5.",
  );
});

test("fills in what it does not know", () => {
  expect(translate("{a} and {b}", { a: 0 })).toBe("0 and {b}");
});

test("knows texts that form-js still has", () => {
  const formJs = readFileSync("node_modules/@bpmn-io/form-js-viewer/dist/index.es.js", "utf8");
  for (const template of Object.keys(names)) expect(formJs).toContain(`translate('${template}'`);
});
