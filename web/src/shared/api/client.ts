import { QueryCache, QueryClient } from "@tanstack/react-query";

import { hasStatus, UnreachableError } from "./problem.ts";

export const createQueryClient = () =>
  new QueryClient({
    queryCache: new QueryCache({
      // a refresh that fails leaves on screen what was known, unless it is gone or no longer for this reader
      onError: (error, query) => {
        if (hasStatus(error, 403, 404)) query.setState({ ...query.state, data: undefined });
      },
    }),
    defaultOptions: {
      queries: {
        // the event stream says when something changed; this is for what it does not cover
        staleTime: 30_000,
        retry: (failures, error) => failures < 2 && error instanceof UnreachableError,
      },
      mutations: { retry: false },
    },
  });
