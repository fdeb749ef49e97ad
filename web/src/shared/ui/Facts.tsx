import type { ReactNode } from "react";

import classes from "./ui.module.css";

export interface Fact {
  label: string;
  value: ReactNode;
  /** Takes the whole line, whatever its length. */
  wide?: boolean;
}

/** Beyond this a value takes the whole line. */
const long = 48;

/** Names and values, one below the other. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={classes.facts}>
      {facts.map(({ label, value, wide = false }) => (
        <div
          key={label}
          className={classes.fact}
          data-long={typeof value === "string" && value.length > long}
          data-wide={wide}
        >
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
