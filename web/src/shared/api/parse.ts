import * as z from "zod/mini";

// zod's compiled parsers need eval, which the content security policy forbids
z.config({ jitless: true });

/** A scalar the server may leave out: null here, whichever way it was left out. */
export const maybe = <T extends z.ZodMiniType>(schema: T) =>
  z.pipe(
    z.nullish(schema),
    z.transform((value) => value ?? null),
  );

/** For addresses and files that people write: what does not fit counts as left out. */
export const lenient = <T extends z.ZodMiniType>(schema: T) => z.catch(z.optional(schema), undefined);

/** A key, which may arrive as a number. */
export const keySchema = z.union([z.string(), z.pipe(z.number(), z.transform(String))]);

/** One page of a list of ours. */
export const pageOf = <T extends z.ZodMiniType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: maybe(z.string()) });

export const listOf = <T extends z.ZodMiniType>(item: T) => z.object({ items: z.array(item) });

export const jsonObject = z.record(z.string(), z.unknown());
export type JsonObject = z.output<typeof jsonObject>;
