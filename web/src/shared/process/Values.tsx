import { useTranslation } from "react-i18next";

import { useLocale } from "../i18n/useLocale.ts";
import type { Variable } from "../api/model.ts";
import type { JsonObject } from "../api/parse.ts";
import type { Field } from "../form/fields.ts";
import { businessEntries, humanize, unitValue } from "../format/values.ts";
import { Facts, type Fact } from "../ui/Facts.tsx";
import { nothingKnown, type Known } from "./known.ts";
import { useFact } from "./Value.tsx";

export const toObject = (variables: readonly Variable[]): JsonObject =>
  Object.fromEntries(variables.map(({ name, value }) => [name, value]));

const none: readonly Field[] = [];

interface ValuesProps {
  values: JsonObject;
  fields?: readonly Field[];
  known?: Known;
}

/** The data of a request, for people: first what a form knows, in its words and order, then the rest. */
export function Values({ values, fields = none, known = nothingKnown }: ValuesProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const fact = useFact(known);
  const words = { yes: t("common.yes"), no: t("common.no") };
  const ofForm = new Set(fields.map((field) => field.key));
  const facts: Fact[] = [
    ...fields.map(({ key, label, options, unit }): Fact => {
      const value = values[key];
      const text =
        options.get(value) ?? (typeof value === "number" ? unitValue(value, unit, locale, words) : null);
      return text === null ? fact(label, value) : { label, value: text };
    }),
    ...businessEntries(values)
      .filter(([name]) => !ofForm.has(name))
      .map(([name, value]) => fact(humanize(name), value)),
  ];
  return <Facts facts={facts} />;
}
