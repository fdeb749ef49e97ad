import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef } from "react";

import { hasStatus, ProblemError, UnreachableError } from "@/shared/api/problem.ts";
import { startRequest, type StartBody } from "@/shared/api/requests.ts";

import { newKey } from "./newKey.ts";

interface Attempt {
  key: string;
  body: StartBody;
}

/**
 * Starts a request once, however often the button is pressed: while it is not known whether an attempt arrived, pressing again
 * repeats that attempt, with its key and its body. After a clear refusal a new attempt begins.
 */
export function useStart(processDefinitionKey: string) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const open = useRef<Attempt | null>(null);

  const start = useMutation({
    mutationFn: ({ body, key }: Attempt) => startRequest(body, key),
    onSuccess: ({ processInstanceKey }) => {
      open.current = null;
      void client.invalidateQueries({ queryKey: ["requests"] });
      return navigate({ to: "/requests/$processInstanceKey", params: { processInstanceKey } });
    },
    onError: (error) => {
      if (!isAmbiguous(error)) open.current = null;
    },
  });

  return {
    error: start.error,
    isPending: start.isPending,
    /** The server keeps the request and starts it as soon as it can. */
    accepted: start.error instanceof ProblemError && start.error.slug === "start-accepted",
    /** The outcome of the last attempt is not known yet, so what it said must not change. */
    locked: isAmbiguous(start.error),
    submit: (variables: Record<string, unknown>) => {
      if (start.isPending) return;
      open.current ??= { key: newKey(), body: { processDefinitionKey, variables } };
      start.mutate(open.current);
    },
  };
}

const isAmbiguous = (error: unknown): boolean =>
  error instanceof UnreachableError || hasStatus(error, 500, 502, 503, 504);
