import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { IconZoomQuestion } from "@tabler/icons-react";
import { lazy, Suspense, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { loadCode } from "@/shared/api/loadCode.ts";
import { startableProcessesQuery, type StartableProcess } from "@/shared/api/definitions.ts";
import type { FormHandle } from "@/shared/form/FormView.tsx";
import { EmptyState } from "@/shared/ui/EmptyState.tsx";
import { ErrorNote } from "@/shared/ui/ErrorNote.tsx";
import { ErrorState } from "@/shared/ui/ErrorState.tsx";
import { ButtonLink, TextLink } from "@/shared/ui/links.tsx";
import { Note } from "@/shared/ui/Note.tsx";
import { Page } from "@/shared/ui/Page.tsx";
import { PageSkeleton, Skeletons } from "@/shared/ui/Skeletons.tsx";

import classes from "./Start.module.css";
import { useStart } from "./useStart.ts";

const FormView = lazy(() => loadCode(() => import("@/shared/form/FormView.tsx")));

export function StartPage() {
  const { t } = useTranslation();
  const { processId } = useParams({ from: "/app/start/$processId" });
  const processes = useQuery(startableProcessesQuery);
  const process = processes.data?.items.find((candidate) => candidate.processId === processId);

  if (processes.isPending) return <PageSkeleton width="reading" />;
  if (processes.isLoadingError)
    return <ErrorState page error={processes.error} onRetry={() => void processes.refetch()} />;
  if (process === undefined) {
    return (
      <EmptyState
        page
        icon={IconZoomQuestion}
        title={t("start.gone.title")}
        action={<ButtonLink to="/start">{t("start.title")}</ButtonLink>}
      >
        {t("start.gone.text")}
      </EmptyState>
    );
  }
  return <StartForm key={processId} latest={process} />;
}

const blank = {};

function StartForm({ latest }: { latest: StartableProcess }) {
  const { t } = useTranslation();
  // a version that is deployed meanwhile does not take away what was filled in for this one
  const [process] = useState(latest);
  const form = useRef<FormHandle>(null);
  const start = useStart(process.processDefinitionKey);
  const schema = process.startForm?.schema ?? null;

  const submit = () => {
    const { valid, data } = form.current?.submit() ?? { valid: schema === null, data: {} };
    if (valid) start.submit(data);
  };

  return (
    <Page
      width="reading"
      title={process.name ?? process.processId}
      lead={process.documentation}
      eyebrow={<TextLink to="/start">{t("start.title")}</TextLink>}
    >
      <Suspense fallback={<Skeletons rows={4} height={72} />}>
        {schema === null ? (
          <Note tone="plain">{t("start.noForm")}</Note>
        ) : (
          <FormView schema={schema} data={blank} ref={form} readOnly={start.locked} onSubmit={submit} />
        )}
        <div className={classes.submit}>
          {start.accepted ? (
            <Note tone="care" role="alert" title={t("start.accepted.title")}>
              {t("start.accepted.text")}
            </Note>
          ) : (
            <ErrorNote error={start.error} />
          )}
          <div className={classes.buttons}>
            <Button size="md" loading={start.isPending} onClick={submit}>
              {t(start.locked ? "start.checkAgain" : "start.submit")}
            </Button>
            <ButtonLink to="/start" variant="subtle" color="gray" size="md">
              {t("common.cancel")}
            </ButtonLink>
          </div>
        </div>
      </Suspense>
    </Page>
  );
}
