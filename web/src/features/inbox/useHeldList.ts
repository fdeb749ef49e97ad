import { useCallback, useEffect, useRef, useState, type FocusEvent } from "react";

import type { TaskRow } from "@/shared/api/tasks.ts";

import { mergeStable, type Shown, type ShownTask } from "./mergeStable.ts";

const nothing: readonly ShownTask[] = [];

/**
 * The list as it may be shown now: it does not move while the pointer or the focus is on it.
 *
 * @param wanted which list it is; another one is shown as it comes
 * @param there whether `incoming` is that list already, and not yet the one before
 */
export function useHeldList(incoming: readonly TaskRow[], wanted: string, there: boolean) {
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const [state, setState] = useState({ incoming, view: wanted, held: false, shown: fresh(incoming) });
  const view = there ? wanted : state.view;
  const list = useRef<HTMLDivElement>(null);
  const [pane, setPane] = useState<HTMLDivElement | null>(null);
  const ref = useCallback((element: HTMLDivElement | null) => {
    list.current = element;
    setPane(element);
  }, []);
  const held = pointed || focused;

  if (state.incoming !== incoming || state.view !== view || state.held !== held) {
    const before = state.view === view ? state.shown.rows : nothing;
    setState({ incoming, view, held, shown: mergeStable(before, incoming, held) });
  }

  // an element that goes away while it has the focus tells nobody
  useEffect(() => {
    setFocused((before) => before && list.current?.contains(document.activeElement) === true);
  }, [state]);

  return {
    ...state.shown,
    /** To be put on what scrolls. */
    ref,
    /** What scrolls, once it is there. */
    pane,
    release: () => setState({ incoming, view, held, shown: fresh(incoming) }),
    handlers: {
      onPointerEnter: () => setPointed(true),
      onPointerLeave: () => setPointed(false),
      onFocus: () => setFocused(true),
      onBlur: (event: FocusEvent) => setFocused(event.currentTarget.contains(event.relatedTarget)),
    },
  };
}

const fresh = (incoming: readonly TaskRow[]): Shown => mergeStable(nothing, incoming, false);
