import type { JsonObject } from "../api/parse.ts";
import type { Field } from "../form/fields.ts";
import { dateTime, numbers } from "./formatters.ts";

const moneyNames = /^(amount|total|totalAmount|price|sum|cost|value|betrag|summe)$/i;
const currencyNames = ["currency", "currencyCode", "waehrung"];
const ownNames = /^(countersign|approval$|decision$|approver)/;

/** "costCenter" becomes "Cost center". */
export function humanize(name: string): string {
  const words = name
    .replace(/[_-]+/g, " ")
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const isDay = (value: string) => /^\d{4}-\d{2}-\d{2}$/.test(value);
const isMoment = (value: string) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(value);

/** A value as a person would write it. */
export function formatValue(value: unknown, locale: string, words: { yes: string; no: string }): string {
  if (value === null || value === undefined || value === "") return "–";
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (typeof value === "number") return numbers(locale, { maximumFractionDigits: 6 }).format(value);
  if (typeof value === "string") {
    if (isDay(value))
      return dateTime(locale, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(value));
    if (isMoment(value) && !Number.isNaN(Date.parse(value))) {
      return dateTime(locale, { dateStyle: "medium", timeStyle: "short" }).format(new Date(value));
    }
    return value;
  }
  if (typeof value === "object" && Object.keys(value).length === 0) return "–";
  if (Array.isArray(value) && value.every((item) => typeof item !== "object" || item === null)) {
    return value.map((item) => formatValue(item, locale, words)).join(", ");
  }
  return JSON.stringify(value);
}

/** "240 kB" */
export function fileSize(bytes: number, locale: string): string {
  const [value, unit] =
    bytes < 1000
      ? [bytes, "byte"]
      : bytes < 1_000_000
        ? [bytes / 1000, "kilobyte"]
        : [bytes / 1_000_000, "megabyte"];
  return numbers(locale, {
    style: "unit",
    unit,
    unitDisplay: unit === "byte" ? "long" : "short",
    maximumFractionDigits: value < 10 && unit === "megabyte" ? 1 : 0,
  }).format(value);
}

export interface Money {
  name: string;
  text: string;
}

/** The sum a request is about, where its variables name one. */
export function moneyOf(values: JsonObject, locale: string, fields: readonly Field[] = []): Money | null {
  const found = Object.entries(values).find(
    ([name, value]) => moneyNames.test(name) && typeof value === "number",
  );
  if (!found) return null;
  const [name, amount] = found;
  if (typeof amount !== "number") return null;
  const currency =
    currencyNames.map((key) => values[key]).find((value) => typeof value === "string") ??
    fields.find((field) => field.key === name)?.unit;
  return { name, text: money(amount, currency, locale) };
}

function money(amount: number, currency: string | undefined, locale: string): string {
  if (currency !== undefined && isCurrency(currency)) {
    return numbers(locale, { style: "currency", currency }).format(amount);
  }
  return numbers(locale, { minimumFractionDigits: Number.isInteger(amount) ? 0 : 2 }).format(amount);
}

/** As `formatValue`, with the unit a form puts beside the value. */
export function unitValue(
  value: unknown,
  unit: string | undefined,
  locale: string,
  words: { yes: string; no: string },
): string {
  if (unit === undefined || typeof value !== "number") return formatValue(value, locale, words);
  return isCurrency(unit) ? money(value, unit, locale) : `${formatValue(value, locale, words)} ${unit}`;
}

const isCurrency = (unit: string): boolean => /^[A-Z]{3}$/.test(unit);

/** What a request says about itself in one line: its title-like value, or the days it is about. */
export function subjectOf(values: JsonObject, locale: string): string | null {
  for (const name of ["title", "subject", "item", "what", "description", "reason"]) {
    const value = values[name];
    if (typeof value === "string" && value.trim() !== "") return value.trim();
  }
  return daysOf(values, locale);
}

function daysOf(values: JsonObject, locale: string): string | null {
  for (const [name, from] of Object.entries(values)) {
    const to = values[name.replace(/(From|Start)$/, (end) => (end === "From" ? "To" : "End"))];
    if (!/(From|Start)$/.test(name) || typeof from !== "string" || typeof to !== "string") continue;
    if (!isDay(from) || !isDay(to)) continue;
    return dateTime(locale, { dateStyle: "medium", timeZone: "UTC" }).formatRange(
      new Date(from),
      new Date(to),
    );
  }
  return null;
}

/** What a business reader wants to see of the variables; ours are left out. */
export const businessEntries = (values: JsonObject): [string, unknown][] =>
  Object.entries(values).filter(([name, value]) => !ownNames.test(name) && value !== null);
