import { useRouter, type ErrorComponentProps } from "@tanstack/react-router";

import { ErrorState } from "@/shared/ui/ErrorState.tsx";

import classes from "./Shell.module.css";

/** What is left of a page that broke. */
export function CrashPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <ErrorState
      page
      error={error}
      onRetry={() => {
        reset();
        void router.invalidate();
      }}
    />
  );
}

/** The same where not even the frame around the pages could be shown. */
export function StrandedPage(props: ErrorComponentProps) {
  return (
    <main className={classes.stranded}>
      <CrashPage {...props} />
    </main>
  );
}
