import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

import de from "./de.ts";
import en from "./en.ts";
import { chooseLanguage } from "./index.ts";
import { localeFor } from "./useLocale.ts";

function leaves(node: object, path = ""): Map<string, string> {
  return new Map(
    Object.entries(node).flatMap(([key, value]: [string, unknown]) =>
      typeof value === "string"
        ? [[`${path}${key}`, value] as const]
        : [...leaves(value as object, `${path}${key}.`)],
    ),
  );
}

const english = leaves(en);
const german = leaves(de);

test("both languages say the same things", () => {
  expect([...german.keys()]).toEqual([...english.keys()]);
});

test("both languages use the same placeholders, and nothing is empty", () => {
  const holes = (text: string | undefined) =>
    [...(text ?? "").matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
  for (const [key, text] of english) {
    expect(text.trim(), key).not.toBe("");
    expect(holes(german.get(key)), key).toEqual(holes(text));
  }
});

test("German is German", () => {
  const same = [...english].filter(
    ([key, text]) => german.get(key) === text && /[a-z]{4}.* [a-z]/i.test(text),
  );
  expect(same).toEqual([]);
});

test("every text is used somewhere", () => {
  const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((file) =>
    /(?<!test)\.tsx?$/.test(file),
  );
  const code = files
    .filter((file) => !file.includes("i18n/"))
    .map((file) => readFileSync(`src/${file}`, "utf8"))
    .join("\n");
  const templates = [...code.matchAll(/`([\w.-]+\.\$\{[^`]+)`/g)].map(
    ([, template]) =>
      new RegExp(`^${(template ?? "").replaceAll(".", "\\.").replace(/\$\{[^}]+\}/g, ".+")}$`),
  );
  const unused = [...english.keys()]
    .map((key) => key.replace(/_(one|other)$/, ""))
    .filter((key) => !code.includes(`"${key}"`) && !templates.some((template) => template.test(key)));
  expect(unused).toEqual([]);
});

test("takes the first wish it can fulfil", () => {
  expect(chooseLanguage([null, "fr-FR", "de-AT", "en"])).toBe("de");
  expect(chooseLanguage(["fr"])).toBe("en");
});

test("writes dates as the reader's region does, where that region speaks the language and is one", () => {
  expect(localeFor("en", ["de-AT", "en-GB", "en"])).toBe("en-GB");
  expect(localeFor("de", ["en-GB"])).toBe("de");
  expect(localeFor("en", ["en-US@posix"])).toBe("en");
});
