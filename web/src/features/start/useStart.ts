import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef } from "react";

import { hasStatus, ProblemError, UnreachableError } from "@/shared/api/problem.ts";
import { startRequest, type StartBody } from "@/shared/api/requests.ts";

/** What is sent. Its id is the key: two windows that send it start it once. */
export interface SentDraft {
  readonly id: string;
  stop: () => void;
  resume: () => void;
  renew: () => Promise<void>;
}

interface Attempt {
  key: string;
  body: StartBody;
}

/**
 * Starts a request once, however often the button is pressed: while it is not known whether an attempt arrived, pressing again
 * repeats that attempt, with its key and its body. After a clear refusal a new attempt begins.
 */
export function useStart(processDefinitionKey: string, draft: SentDraft) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const open = useRef<Attempt | null>(null);

  const start = useMutation({
    mutationFn: ({ body, key }: Attempt) => startRequest(body, key),
    onSuccess: ({ processInstanceKey }) => {
      open.current = null;
      void client.invalidateQueries({ queryKey: ["requests"] });
      void client.invalidateQueries({ queryKey: ["drafts"] });
      return navigate({ to: "/requests/$processInstanceKey", params: { processInstanceKey } });
    },
    onError: (error) => {
      if (isAmbiguous(error)) return;
      open.current = null;
      // the key now stands for this refusal, or was never used: then nothing is lost
      if (!isSent(error) && !hasStatus(error, 401)) void draft.renew();
      else draft.resume();
    },
  });

  return {
    error: start.error,
    isPending: start.isPending,
    /** The server keeps the request and starts it as soon as it can. */
    accepted: start.error instanceof ProblemError && start.error.slug === "start-accepted",
    /** Another window has sent this draft, with other words. */
    sentElsewhere: isSent(start.error),
    /** The outcome of the last attempt is not known yet, so what it said must not change. */
    locked: isAmbiguous(start.error),
    forget: () => start.reset(),
    submit: (variables: Record<string, unknown>) => {
      if (start.isPending) return;
      open.current ??= { key: draft.id, body: { processDefinitionKey, variables } };
      draft.stop();
      start.mutate(open.current);
    },
  };
}

const isSent = (error: unknown): boolean =>
  error instanceof ProblemError && error.slug === "idempotency-key-reused";

const isAmbiguous = (error: unknown): boolean =>
  error instanceof UnreachableError || hasStatus(error, 500, 502, 503, 504);
