import type { ComponentType, ReactNode } from "react";

import type { Tone } from "./Note.tsx";
import classes from "./ui.module.css";

/** A state in a word, with an icon. */
export function Chip({
  tone = "plain",
  icon: Icon,
  children,
}: {
  tone?: Tone;
  icon?: ComponentType<{ size?: number; stroke?: number; "aria-hidden"?: boolean }>;
  children: ReactNode;
}) {
  return (
    <span className={classes.chip} data-tone={tone}>
      {Icon && <Icon size={14} stroke={2} aria-hidden />}
      {children}
    </span>
  );
}
