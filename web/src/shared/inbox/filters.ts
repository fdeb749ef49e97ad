import * as z from "zod/mini";

import { lenient } from "../api/parse.ts";

/** The lists that are always there. */
export const builtInViews = ["mine", "groups", "substituted", "all", "done"] as const;
export type BuiltInView = (typeof builtInViews)[number];
export const isBuiltIn = (view: string): view is BuiltInView =>
  (builtInViews as readonly string[]).includes(view);

export const dues = ["overdue", "today", "week", "none"] as const;
export type Due = (typeof dues)[number];

const texts = z.pipe(
  z.union([z.array(z.string()), z.string()]),
  z.transform((value) => (typeof value === "string" ? [value] : value)),
);

const filterFields = {
  search: lenient(z.string()),
  processId: lenient(texts),
  due: lenient(z.enum(dues)),
  dueFrom: lenient(z.string()),
  dueTo: lenient(z.string()),
  variable: lenient(texts),
  requester: lenient(z.string()),
  sort: lenient(z.string()),
  direction: lenient(z.enum(["asc", "desc"])),
};

/** Which tasks a list shows, and in which order: the parameters of the API, in addresses and in saved views alike. */
export const filtersSchema = z.object({ view: z.catch(z.enum(builtInViews), "all"), ...filterFields });
export type InboxFilters = z.output<typeof filtersSchema>;

/** The inbox's address: a view, built-in or saved, and what is asked for beyond it. */
export const inboxSearchSchema = z.object({
  view: lenient(z.string()),
  /** A saved view with other filters than were saved. */
  edited: lenient(z.literal("yes")),
  layout: lenient(z.literal("table")),
  /** The variables that the table shows. */
  column: lenient(texts),
  ...filterFields,
});
export type InboxSearch = z.output<typeof inboxSearchSchema>;

const filterNames = Object.keys(filterFields) as (keyof typeof filterFields)[];

/** Without what says nothing, so that equal filters are equal. */
export function filtersOf(view: BuiltInView, search: Partial<InboxFilters>): InboxFilters {
  const given = filterNames
    .map((name) => [name, search[name]] as const)
    .filter(([, value]) => value !== undefined && value.length > 0);
  return { view, ...Object.fromEntries(given) };
}

export const isFiltered = ({ view: _, sort: __, direction: ___, ...filters }: InboxFilters): boolean =>
  Object.values(filters).some((value) => value !== undefined && value.length > 0);

export const sameFilters = (one: InboxFilters, other: InboxFilters): boolean =>
  JSON.stringify(filtersOf(one.view, one)) === JSON.stringify(filtersOf(other.view, other));

/** Moving to another task keeps the list, and starts the task at its first tab. */
export const keepList = ({ view, edited, layout, column, ...rest }: InboxSearch): InboxSearch => ({
  view,
  edited,
  layout,
  column,
  ...Object.fromEntries(filterNames.map((name) => [name, rest[name]])),
});
