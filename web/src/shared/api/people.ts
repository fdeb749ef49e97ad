import { queryOptions } from "@tanstack/react-query";

import { personSchema } from "./model.ts";
import { listOf } from "./parse.ts";
import { request } from "./request.ts";

/** Colleagues who work in the inbox, at most ten. */
export const peopleQuery = (words: string) =>
  queryOptions({
    queryKey: ["people", words],
    queryFn: ({ signal }) =>
      request("/api/v1/people", listOf(personSchema), { signal, query: { search: words } }),
    enabled: words !== "",
    staleTime: 60_000,
  });
