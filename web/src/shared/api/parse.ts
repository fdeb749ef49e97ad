import * as z from "zod";

// zod's compiled parsers need eval, which the content security policy forbids
z.config({ jitless: true });

/** A scalar the server may leave out: null here, whichever way it was left out. */
export const maybe = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? null);

/** One page of a list of ours. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: maybe(z.string()) });

export const listOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) });

export const jsonObject = z.record(z.string(), z.unknown());
export type JsonObject = z.output<typeof jsonObject>;
