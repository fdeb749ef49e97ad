import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState, useSyncExternalStore } from "react";

import { draftsQuery, type Draft } from "@/shared/api/drafts.ts";
import type { JsonObject } from "@/shared/api/parse.ts";
import type { Changed } from "@/shared/form/FormManager.ts";

import { DraftKeeper, type Keeping } from "./DraftKeeper.ts";

export interface KeptDraft {
  keeper: DraftKeeper;
  keeping: Keeping;
  /** Whether there is something on the server to come back to. */
  isKept: boolean;
  change: Changed;
}

/** Keeps a form as a draft while it is on screen, and when it is left. */
export function useDraft(
  process: { processId: string; formKey: string | null },
  known: Draft | null,
  onKept: (draftId: string) => void,
): KeptDraft {
  const client = useQueryClient();
  const [keeper] = useState(() => new DraftKeeper(process, known));
  const keeping = useSyncExternalStore(keeper.subscribe, keeper.state);
  const kept = useEffectEvent(onKept);

  useEffect(() => {
    if (keeping === "kept" && keeper.id !== known?.draftId) kept(keeper.id);
  }, [keeping, keeper, known]);

  useEffect(() => {
    const leave = () => keeper.flush(true);
    const hide = () => {
      if (document.visibilityState === "hidden") leave();
    };
    const online = () => keeper.flush();
    window.addEventListener("pagehide", leave);
    window.addEventListener("online", online);
    document.addEventListener("visibilitychange", hide);
    return () => {
      window.removeEventListener("pagehide", leave);
      window.removeEventListener("online", online);
      document.removeEventListener("visibilitychange", hide);
      keeper.flush(true);
      void client.invalidateQueries({ queryKey: draftsQuery.queryKey });
    };
  }, [client, keeper]);

  const [change] = useState<Changed>(() => (data: JsonObject, touched: boolean) => {
    if (touched) keeper.change(data);
    else keeper.begin(data);
  });
  return { keeper, keeping, isKept: keeper.isOnServer, change };
}
