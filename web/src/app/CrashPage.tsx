import { useRouter, type ErrorComponentProps } from "@tanstack/react-router";

import { ErrorState } from "@/shared/ui/ErrorState.tsx";

/** What is left of a page that broke. */
export function CrashPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <main>
      <ErrorState
        error={error}
        onRetry={() => {
          reset();
          void router.invalidate();
        }}
      />
    </main>
  );
}
