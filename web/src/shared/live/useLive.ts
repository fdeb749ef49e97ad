import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { listenLive, type Topic } from "./liveEvents.ts";

/** The query keys that a topic makes stale; queries are keyed by what they are about. */
const staleBy: Record<Topic, readonly string[]> = {
  tasks: ["inbox", "substitutions", "audit"],
  instances: ["instances", "requests", "audit"],
  incidents: ["incidents", "instances", "inbox", "requests"],
  definitions: ["definitions"],
  requests: ["requests"],
  people: ["users", "groups", "api-keys", "me"],
  views: ["inbox-views"],
  notices: ["notices"],
};

/** What somebody has before him already: on a busy machine the lists, in which what is new shows, would wait for it. */
const soonStaleBy: Partial<Record<Topic, readonly string[]>> = {
  tasks: ["tasks"],
  incidents: ["tasks"],
};

/** What costs the server more than a list; it may be true a moment later. */
const laterStaleBy: Partial<Record<Topic, readonly string[]>> = {
  tasks: ["inbox-counts"],
  views: ["inbox-counts"],
};

/** The server limits how often hints come; what comes together is asked for together. */
const gather = 4;
const gatherSoon = 100;
const gatherLater = 1_000;

/** Keeps what is on screen true, for as long as the component lives. Answers whether the connection stands. */
export function useLive(): boolean {
  const client = useQueryClient();
  const [connected, setConnected] = useState(true);
  useEffect(() => {
    const refetch = refetcher(client);
    const stop = listenLive({ hint: refetch.hint, status: setConnected });
    return () => {
      stop();
      refetch.stop();
    };
  }, [client]);
  return connected;
}

function refetcher(client: QueryClient) {
  const now = gatherer(client, gather);
  const soon = gatherer(client, gatherSoon);
  const later = gatherer(client, gatherLater);
  return {
    hint: (topics: readonly Topic[]) => {
      now.add(topics.flatMap((topic) => staleBy[topic]));
      soon.add(topics.flatMap((topic) => soonStaleBy[topic] ?? []));
      later.add(topics.flatMap((topic) => laterStaleBy[topic] ?? []));
    },
    stop: () => {
      for (const each of [now, soon, later]) each.stop();
    },
  };
}

/**
 * What is asked for is broken off by a newer hint once, for its answer may be from before the change, and then waited for: hints that
 * follow each other faster than the server answers would otherwise break off one answer after the other, and nothing would ever show.
 */
function gatherer(client: QueryClient, pause: number) {
  const waiting = new Set<string>();
  const asked = new Map<string, "anew" | "again">();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  const again = (key: string) => {
    if (stopped) return;
    waiting.add(key);
    timer ??= setTimeout(flush, pause);
  };
  const flush = () => {
    timer = undefined;
    for (const key of waiting) if (asked.get(key) !== "again") ask(key);
  };
  const ask = (key: string) => {
    const attempt = asked.has(key) ? "again" : "anew";
    waiting.delete(key);
    asked.set(key, attempt);
    // a first answer that is on its way is not broken off, and may be from before the change
    const early =
      client.isFetching({ queryKey: [key], predicate: ({ state }) => state.data === undefined }) > 0;
    void client.invalidateQueries({ queryKey: [key] }).finally(() => {
      if (asked.get(key) !== attempt) return;
      asked.delete(key);
      if (early || waiting.has(key)) again(key);
    });
  };
  return {
    add: (keys: readonly string[]) => keys.forEach(again),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
