import type { ComponentType } from "react";

import type { Tone } from "./Note.tsx";
import classes from "./ui.module.css";

/** What kind of thing happened, at the head of a line that says it in words. */
export function ToneIcon({ icon: Icon, tone }: { icon: ComponentType<{ size?: number }>; tone: Tone }) {
  return (
    <span className={classes.toneIcon} data-tone={tone} aria-hidden>
      <Icon size={16} />
    </span>
  );
}
