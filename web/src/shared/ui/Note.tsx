import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";

import classes from "./ui.module.css";

export type Tone = "info" | "good" | "bad" | "care" | "plain";

const icons = {
  info: IconInfoCircle,
  plain: IconInfoCircle,
  good: IconCircleCheck,
  bad: IconCircleX,
  care: IconAlertTriangle,
};

interface NoteProps {
  tone?: Tone;
  role?: "alert" | "status";
  title?: string;
  children?: ReactNode;
}

/** A sentence that matters, with an icon: never by colour alone. */
export function Note({ tone = "info", role, title, children }: NoteProps) {
  const Icon = icons[tone];
  return (
    <div className={classes.note} data-tone={tone} role={role}>
      <Icon size={20} stroke={1.75} aria-hidden className={classes.noteIcon} />
      <div>
        {title !== undefined && <strong className={classes.noteTitle}>{title}</strong>}
        {children !== undefined && <div>{children}</div>}
      </div>
    </div>
  );
}
