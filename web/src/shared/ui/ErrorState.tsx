import { Button } from "@mantine/core";
import { IconCloudOff, IconLock, IconMoodSad, IconZoomQuestion } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { CopyId } from "./CopyId.tsx";
import { describeError } from "./describeError.ts";
import { EmptyState } from "./EmptyState.tsx";
import classes from "./ui.module.css";

const icons = { offline: IconCloudOff, forbidden: IconLock, gone: IconZoomQuestion, other: IconMoodSad };

interface ErrorStateProps {
  error: unknown;
  onRetry: () => void;
  /** Whether this is all of a page. */
  page?: boolean;
  /** Where else to go: trying again brings nothing back that is not here. */
  elsewhere?: ReactNode;
}

/** What happened, what to do, and the request id for whoever helps. */
export function ErrorState({ error, onRetry, page = false, elsewhere }: ErrorStateProps) {
  const { t } = useTranslation();
  const { kind, title, text, requestId } = describeError(error, t);
  const final = kind === "forbidden" || kind === "gone";
  return (
    <div role="alert">
      <EmptyState
        icon={icons[kind]}
        title={title}
        page={page}
        action={
          final ? (
            elsewhere
          ) : (
            <>
              <Button variant="default" onClick={onRetry}>
                {t("common.tryAgain")}
              </Button>
              {requestId !== null && (
                <small className={classes.requestId}>
                  {t("error.requestId")} <CopyId value={requestId} label={t("error.requestId")} />
                </small>
              )}
            </>
          )
        }
      >
        {text}
      </EmptyState>
    </div>
  );
}
