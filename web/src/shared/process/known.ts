import type { Attachment } from "../api/files.ts";
import type { Decision, Person } from "../api/model.ts";
import { nameOf } from "../ui/people.ts";

/** What a page knows besides the values of a request. */
export interface Known {
  /** Those that the reader may have. */
  files: readonly Attachment[];
  /** What people are called, by their user names. */
  people: ReadonlyMap<string, string>;
}

export const nothingKnown: Known = { files: [], people: new Map() };

export const knownOf = (
  files: readonly Attachment[],
  decisions: readonly Decision[],
  others: readonly (Person | null)[] = [],
): Known => ({
  files,
  people: new Map(
    [...others, ...decisions.flatMap(({ by, onBehalfOf }) => [by, onBehalfOf])]
      .filter((person) => person !== null)
      .map((person) => [person.username, nameOf(person)]),
  ),
});
