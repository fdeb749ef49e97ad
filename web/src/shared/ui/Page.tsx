import { useEffect, useRef, type ReactNode } from "react";

import classes from "./ui.module.css";

interface PageProps {
  title: string;
  /** Above the title: where this is. */
  eyebrow?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  width?: "reading" | "wide";
  children: ReactNode;
}

/** A page: its title takes the focus when one comes here, and names the tab. */
export function Page({ title, eyebrow, lead, actions, width = "wide", children }: PageProps) {
  const heading = useTitle(title);
  return (
    <div className={classes.page} data-width={width}>
      <header className={classes.pageHead}>
        <div className={classes.pageTitles}>
          {eyebrow !== undefined && <div className={classes.eyebrow}>{eyebrow}</div>}
          <h1 className={classes.pageTitle} ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead !== undefined && <div className={classes.lead}>{lead}</div>}
        </div>
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

/** Names the tab, and moves the focus to the heading it returns when the title is first shown. */
export function useTitle(title: string, focus = true) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Countersign`;
  }, [title]);
  useEffect(() => {
    if (focus) heading.current?.focus({ preventScroll: true });
  }, [focus]);
  return heading;
}
