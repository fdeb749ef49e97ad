import { IconTrash } from "@tabler/icons-react";
import { useState } from "react";

import classes from "./Conversation.module.css";

interface ConfirmButtonProps {
  label: string;
  /** What the second press does. */
  confirm: string;
  onConfirm: () => void;
}

/** Takes something away at the second press: a question in place, not in the way. */
export function ConfirmButton({ label, confirm, onConfirm }: ConfirmButtonProps) {
  const [asking, setAsking] = useState(false);
  return (
    <button
      type="button"
      className={classes.quiet}
      data-asking={asking}
      aria-label={asking ? undefined : label}
      onClick={() => (asking ? onConfirm() : setAsking(true))}
      onBlur={() => setAsking(false)}
    >
      {asking ? confirm : <IconTrash size={18} stroke={1.75} aria-hidden />}
    </button>
  );
}
