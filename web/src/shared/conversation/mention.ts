/** A mention that is being written: what follows the @, and where the @ stands. */
export interface Writing {
  at: number;
  search: string;
}

/** The mention that the caret is in, if it is in one. */
export function mentionAt(text: string, caret: number): Writing | null {
  const found = /(?:^|[\s([{])@([\p{L}\p{N}._+-]{0,40})$/u.exec(text.slice(0, caret));
  if (found === null) return null;
  const search = found[1] ?? "";
  return { at: caret - search.length - 1, search };
}

/** The text with the mention written out, and where the caret goes. */
export function complete(text: string, { at, search }: Writing, username: string) {
  const rest = text.slice(at + 1 + search.length).replace(/^ /, "");
  const before = `${text.slice(0, at)}@${username} `;
  return { text: before + rest, caret: before.length };
}

export interface Part {
  text: string;
  /** Who is meant, where it is a mention. */
  username?: string;
}

/** A comment in parts, the mentions of these people for themselves. */
export function partsOf(text: string, usernames: readonly string[]): Part[] {
  if (usernames.length === 0) return [{ text }];
  const names = usernames
    .toSorted((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return text
    .split(new RegExp(`(?<![\\p{L}\\p{N}._@+-])@(${names.join("|")})(?![a-z0-9_@])`, "u"))
    .map((part, index) => (index % 2 === 0 ? { text: part } : { text: `@${part}`, username: part }))
    .filter(({ text: part }) => part !== "");
}
