import type { ReactNode } from "react";

import { useTitle } from "@/shared/ui/Page.tsx";

import classes from "./MailDecision.module.css";

interface FrameProps {
  title: string;
  /** Names the tab where the heading says too much for a history. */
  tab?: string;
  children: ReactNode;
}

/** The page around it, for people who may never have seen the product. */
export function Frame({ title, tab = title, children }: FrameProps) {
  const heading = useTitle(tab);
  return (
    <div className={classes.page}>
      <header className={classes.brand}>
        <img src="/favicon.svg" alt="" width={28} height={28} />
        Countersign
      </header>
      <main className={classes.card}>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {children}
      </main>
    </div>
  );
}
