import type { ReactNode } from "react";

import { useTitle } from "@/shared/ui/Page.tsx";

import classes from "./Door.module.css";

/** The frame of the pages one sees before being signed in. */
export function Door({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  const heading = useTitle(title, false);
  return (
    <main className={classes.door}>
      <div className={classes.card}>
        <img src="/favicon.svg" alt="Countersign" width={44} height={44} />
        <h1 ref={heading}>{title}</h1>
        <p>{lead}</p>
        {children}
      </div>
    </main>
  );
}
