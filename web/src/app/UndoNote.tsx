import { lazy, Suspense } from "react";

import { loadCode } from "@/shared/api/loadCode.ts";
import { useUndoable } from "@/shared/undo/undo.ts";

import classes from "./UndoNote.module.css";

const UndoOffer = lazy(() => loadCode(() => import("./UndoOffer.tsx")));

/** Where the way back from what was just done is offered. */
export function UndoNote() {
  const undoable = useUndoable();
  return (
    // there before it has anything to say, or screen readers miss the first time
    <div role="status" className={classes.place}>
      <Suspense>{undoable !== null && <UndoOffer key={undoable.id} undoable={undoable} />}</Suspense>
    </div>
  );
}
