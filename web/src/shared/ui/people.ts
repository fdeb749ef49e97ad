import type { Person } from "../api/model.ts";

export const nameOf = (person: Person): string => person.displayName ?? person.username;
