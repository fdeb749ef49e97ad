export interface Scoped {
  name: string;
  value: unknown;
  scopeKey: string | null;
}

/** The instance's own variables as JSON to edit; what is local to an element and what is ours stays out. */
export const editable = (variables: readonly Scoped[], scope: string): string =>
  JSON.stringify(
    Object.fromEntries(
      variables
        .filter(
          ({ name, scopeKey }) =>
            (scopeKey === null || scopeKey === scope) && !name.startsWith("countersign"),
        )
        .map(({ name, value }) => [name, value]),
    ),
    null,
    2,
  );

type Change = { ok: true; changed: Record<string, unknown> } | { ok: false };

/** What somebody changed or added; a variable that was deleted from the text stays as it is. */
export function changedVariables(before: string, after: string): Change {
  let edited: unknown;
  try {
    edited = JSON.parse(after);
  } catch {
    return { ok: false };
  }
  if (typeof edited !== "object" || edited === null || Array.isArray(edited)) return { ok: false };
  const known = JSON.parse(before) as Record<string, unknown>;
  return {
    ok: true,
    changed: Object.fromEntries(
      Object.entries(edited).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(known[name])),
    ),
  };
}
