import type { StartableProcess } from "@/shared/api/definitions.ts";

export interface Shelf {
  /** Null where there is no heading to show. */
  category: string | null;
  processes: StartableProcess[];
}

/** From this many on, headings help more than they cost. */
const many = 7;

const textOf = ({ name, processId, documentation, category }: StartableProcess) =>
  `${name ?? ""} ${processId} ${documentation ?? ""} ${category ?? ""}`.toLowerCase();

/** What has all of the words, what was used last first; under headings where there is much of it. */
export function catalogue(
  processes: readonly StartableProcess[],
  words: string,
  usedLast: readonly string[],
): Shelf[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const rank = ({ processId }: StartableProcess) => {
    const place = usedLast.indexOf(processId);
    return place === -1 ? usedLast.length : place;
  };
  const found = processes
    .filter((process) => wanted.every((word) => textOf(process).includes(word)))
    .toSorted((a, b) => rank(a) - rank(b));
  const shelves = new Map<string, StartableProcess[]>();
  for (const process of found) {
    const category = process.category ?? "";
    shelves.set(category, [...(shelves.get(category) ?? []), process]);
  }
  if (found.length < many || shelves.size < 2 || wanted.length > 0) {
    return found.length === 0 ? [] : [{ category: null, processes: found }];
  }
  // what has no heading of its own comes last
  return [...shelves]
    .toSorted(([a], [b]) => Number(a === "") - Number(b === ""))
    .map(([category, all]) => ({ category, processes: all }));
}
