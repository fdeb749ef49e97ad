/** The demo's people, as the embedded default creates them. */
export const people = ["requester", "manager", "finance", "designer", "operator", "admin"] as const;
export type Who = (typeof people)[number];

export const passwordOf = (who: Who): string =>
  process.env[`COUNTERSIGN_PASSWORD_${who.toUpperCase()}`] ??
  process.env["COUNTERSIGN_PASSWORD"] ??
  "countersign";

/** Where the session of somebody who signed in once is kept for the run. */
export const sessionFile = (who: Who): string => `target/e2e-sessions/${who}.json`;

let count = 0;
/** Words that no other test and no other run uses. */
export const unique = (words: string): string =>
  `${words} ${Date.now().toString(36)}${(count++).toString(36)}`;
