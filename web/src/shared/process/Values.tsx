import { useTranslation } from "react-i18next";

import { useLocale } from "../i18n/useLocale.ts";
import type { Variable } from "../api/model.ts";
import type { JsonObject } from "../api/parse.ts";
import type { Field } from "../form/fields.ts";
import { businessEntries, formatValue, humanize, unitValue } from "../format/values.ts";
import { Facts, type Fact } from "../ui/Facts.tsx";

export const toObject = (variables: readonly Variable[]): JsonObject =>
  Object.fromEntries(variables.map(({ name, value }) => [name, value]));

const none: readonly Field[] = [];

/** The data of a request, for people: first what a form knows, in its words and order, then the rest. */
export function Values({ values, fields = none }: { values: JsonObject; fields?: readonly Field[] }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const words = { yes: t("common.yes"), no: t("common.no") };
  const known = new Set(fields.map((field) => field.key));
  const facts: Fact[] = [
    ...fields.map(({ key, label, options, unit }) => ({
      label,
      value: options.get(values[key]) ?? unitValue(values[key], unit, locale, words),
    })),
    ...businessEntries(values)
      .filter(([name]) => !known.has(name))
      .map(([name, value]) => ({ label: humanize(name), value: formatValue(value, locale, words) })),
  ];
  return <Facts facts={facts} />;
}
