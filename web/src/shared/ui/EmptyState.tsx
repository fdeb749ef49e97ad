import { IconInbox } from "@tabler/icons-react";
import type { ComponentType, ReactNode } from "react";

import classes from "./ui.module.css";

interface EmptyStateProps {
  title: string;
  /** What will be here, and what to do. */
  children?: ReactNode;
  icon?: ComponentType<{ size?: number; stroke?: number }>;
  action?: ReactNode;
}

export function EmptyState({ title, children, icon: Icon = IconInbox, action }: EmptyStateProps) {
  return (
    <div className={classes.state}>
      <span className={classes.stateIcon} aria-hidden>
        <Icon size={28} stroke={1.5} />
      </span>
      <h2 className={classes.stateTitle}>{title}</h2>
      {children !== undefined && <p className={classes.stateText}>{children}</p>}
      {action}
    </div>
  );
}
