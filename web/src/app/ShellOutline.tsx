import { PageSkeleton } from "@/shared/ui/Skeletons.tsx";

import classes from "./Shell.module.css";

/** The frame, while it is not known yet who is there. */
export function ShellOutline() {
  return (
    <div className={classes.shell}>
      <header className={classes.top}>
        <span className={classes.brand}>
          <img src="/favicon.svg" alt="" width={24} height={24} />
          <span>Countersign</span>
        </span>
      </header>
      <div className={classes.rail} />
      <main className={classes.main}>
        <PageSkeleton />
      </main>
    </div>
  );
}
