import { Button } from "@mantine/core";
import { IconCloudOff, IconLock, IconMoodSad, IconZoomQuestion } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { CopyId } from "./CopyId.tsx";
import { describeError } from "./describeError.ts";
import { EmptyState } from "./EmptyState.tsx";

const icons = { offline: IconCloudOff, forbidden: IconLock, gone: IconZoomQuestion, other: IconMoodSad };

/** What happened, what to do, and the request id for whoever helps. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }) {
  const { t } = useTranslation();
  const { kind, title, text, requestId } = describeError(error, t);
  return (
    <div role="alert">
      <EmptyState
        icon={icons[kind]}
        title={title}
        action={
          <>
            {onRetry && kind !== "forbidden" && kind !== "gone" && (
              <Button variant="default" onClick={onRetry}>
                {t("common.tryAgain")}
              </Button>
            )}
            {requestId !== null && (
              <small>
                {t("error.requestId")} <CopyId value={requestId} label={t("error.requestId")} />
              </small>
            )}
          </>
        }
      >
        {text}
      </EmptyState>
    </div>
  );
}
