import { useSyncExternalStore } from "react";

/** The time, moving in steps. One clock of a kind for the whole screen. */
function clock(step: number, tick: number) {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;

  function subscribe(listener: () => void): () => void {
    listeners.add(listener);
    timer ??= setInterval(() => listeners.forEach((tell) => tell()), tick);
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    };
  }

  return (): number => useSyncExternalStore(subscribe, () => Math.floor(Date.now() / step) * step);
}

/** So that "3 minutes ago" stays true. */
export const useNow = clock(30_000, 15_000);

/** So that "2s ago" stays true, where that is news. */
export const useSeconds = clock(1_000, 1_000);
