import { QueryClient } from "@tanstack/react-query";

import { UnreachableError } from "./problem.ts";

export const createQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        // the event stream says when something changed; this is for what it does not cover
        staleTime: 30_000,
        retry: (failures, error) => failures < 2 && error instanceof UnreachableError,
      },
      mutations: { retry: false },
    },
  });
