import { IconInbox } from "@tabler/icons-react";
import type { ComponentType, ReactNode } from "react";

import { useTitle } from "./Page.tsx";
import classes from "./ui.module.css";

interface EmptyStateProps {
  title: string;
  /** What will be here, and what to do. */
  children?: ReactNode;
  icon?: ComponentType<{ size?: number; stroke?: number }>;
  action?: ReactNode;
  /** Whether this is all of a page: then its title names the tab and takes the focus. */
  page?: boolean;
}

export function EmptyState({
  title,
  children,
  icon: Icon = IconInbox,
  action,
  page = false,
}: EmptyStateProps) {
  return (
    <div className={classes.state}>
      <span className={classes.stateIcon} aria-hidden>
        <Icon size={28} stroke={1.5} />
      </span>
      {page ? <PageTitle>{title}</PageTitle> : <h2 className={classes.stateTitle}>{title}</h2>}
      {children !== undefined && <p className={classes.stateText}>{children}</p>}
      {action}
    </div>
  );
}

function PageTitle({ children }: { children: string }) {
  const heading = useTitle(children);
  return (
    <h1 ref={heading} tabIndex={-1} className={classes.stateTitle}>
      {children}
    </h1>
  );
}
