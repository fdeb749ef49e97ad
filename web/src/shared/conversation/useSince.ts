import { useEffect, useState } from "react";

import { markSeen, type Conversation, type Place, type Seen } from "../api/conversation.ts";

/**
 * When I last looked, as it was when I came; what I see from now on counts as seen. Null until that is known, and on the
 * first visit.
 *
 * @param fresh whether the conversation was asked for on this visit
 */
export function useSince(place: Place, conversation: Conversation | undefined, fresh: boolean): Seen | null {
  const [since, setSince] = useState<Seen | null | undefined>(undefined);
  const known = fresh ? conversation : undefined;
  if (since === undefined && known !== undefined) setSince(known.seen);

  const { kind, key } = place;
  const count =
    known === undefined ? null : known.comments.length + known.files.length + known.questions.length;
  useEffect(() => {
    if (count === null) return;
    const look = () => {
      // not worth a word: the next visit shows it once more
      if (document.visibilityState === "visible") markSeen({ kind, key }).catch(() => undefined);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [kind, key, count]);

  return since ?? null;
}
