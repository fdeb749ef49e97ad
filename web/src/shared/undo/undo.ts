import { useSyncExternalStore } from "react";

/** Something that was just done and can be taken back for a moment. */
export interface Undoable {
  id: string;
  /** What was done. */
  text: string;
  /** What did not work, which is to be read beyond that moment. */
  details: readonly string[];
  /** By the clock of `performance.now()`, which nobody can set. */
  until: number;
  /** Takes it back and says what came of it. */
  undo: () => Promise<string>;
}

let current: Undoable | null = null;
const listeners = new Set<() => void>();

/** Instead of what was offered before: that has taken effect. */
export function offerUndo(undoable: Undoable | null): void {
  current = undoable;
  listeners.forEach((tell) => tell());
}

let undone = 0;

/** Something is as it was before, and shown so. */
export function markUndone(): void {
  undone += 1;
  listeners.forEach((tell) => tell());
}

/** How often something was undone: what is back is no news that a list may hold back. */
export const useUndone = (): number => useSyncExternalStore(subscribe, () => undone);

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useUndoable = (): Undoable | null => useSyncExternalStore(subscribe, () => current);
