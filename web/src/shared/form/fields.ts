import * as z from "zod/mini";

import { lenient, type JsonObject } from "../api/parse.ts";

/** What a form says about one of its variables. */
export interface Field {
  key: string;
  label: string;
  /** The words for the values of a choice. */
  options: ReadonlyMap<unknown, string>;
  /** What stands before or after the value, such as EUR. */
  unit: string | undefined;
}

const text = lenient(z.string());
const baseSchema = z.object({
  type: z.string(),
  key: text,
  path: text,
  label: text,
  dateLabel: text,
  timeLabel: text,
  readonly: lenient(z.boolean()),
  conditional: z.optional(z.unknown()),
  values: lenient(z.array(z.object({ value: z.unknown(), label: z.string() }))),
  appearance: lenient(z.object({ prefixAdorner: text, suffixAdorner: text })),
  components: lenient(z.array(z.unknown())),
});
type Component = z.output<typeof baseSchema>;

const words = (label: string | undefined) => (label?.startsWith("=") === true ? undefined : label);

function componentsOf(parts: unknown): Component[] {
  if (!Array.isArray(parts)) return [];
  return parts.flatMap((part: unknown) => {
    const component = baseSchema.safeParse(part);
    return component.success ? [component.data, ...componentsOf(component.data.components)] : [];
  });
}

/** The variables of a form, in its order and in its words. */
export const fieldsOf = (schema: JsonObject | null | undefined): Field[] =>
  componentsOf(schema?.["components"]).flatMap(
    ({ key, label, dateLabel, timeLabel, values, appearance, type }): Field[] => {
      const name = words(label) ?? words(dateLabel) ?? words(timeLabel);
      if (key === undefined || name === undefined || type === "button") return [];
      return [
        {
          key,
          label: name,
          options: new Map(values?.map((option) => [option.value, option.label])),
          unit: words(appearance?.prefixAdorner) ?? words(appearance?.suffixAdorner),
        },
      ];
    },
  );

/** The names of all variables that a form fills in, of those inside a group or a list the one that holds them. */
export const namesOf = (schema: JsonObject | null | undefined): Set<string> =>
  new Set(
    rootsOf(schema?.["components"])
      .map((path) => path.split(".")[0] ?? "")
      .filter((name) => name !== ""),
  );

function rootsOf(parts: unknown): string[] {
  if (!Array.isArray(parts)) return [];
  return parts.flatMap((part: unknown) => {
    const component = baseSchema.safeParse(part);
    if (!component.success) return [];
    const { key, path, components } = component.data;
    if (path !== undefined && path !== "") return [path];
    return [...(key === undefined ? [] : [key]), ...rootsOf(components)];
  });
}

const plain = new Set(["textfield", "textarea", "number", "datetime", "select", "radio", "checkbox"]);

/** Whether a form only shows plain values: then it reads better as a list than as greyed fields. */
export function onlyShows(schema: JsonObject): boolean {
  const components = componentsOf(schema["components"]);
  return (
    components.length > 0 &&
    components.every(
      ({ type, readonly, conditional }) => plain.has(type) && readonly === true && conditional === undefined,
    )
  );
}
