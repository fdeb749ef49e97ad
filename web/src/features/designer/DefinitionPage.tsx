import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";

import { loadCode } from "@/shared/api/loadCode.ts";
import { bpmnQuery, definitionQuery } from "@/shared/api/definitions.ts";
import { CopyId } from "@/shared/ui/CopyId.tsx";
import { ErrorState } from "@/shared/ui/ErrorState.tsx";
import { ButtonLink, TextLink } from "@/shared/ui/links.tsx";
import { Page } from "@/shared/ui/Page.tsx";
import { Section } from "@/shared/ui/Section.tsx";
import { PageSkeleton, Skeletons } from "@/shared/ui/Skeletons.tsx";
import { Time } from "@/shared/ui/Time.tsx";

import classes from "./Designer.module.css";
import { elementsOf } from "./elementsOf.ts";

const Diagram = lazy(() => loadCode(() => import("@/shared/bpmn/Diagram.tsx")));

/** One deployed version, and what it looks like. */
export function DefinitionPage() {
  const { t } = useTranslation();
  const { processDefinitionKey } = useParams({ from: "/app/designer/$processDefinitionKey" });
  const definition = useQuery(definitionQuery(processDefinitionKey));
  const xml = useQuery(bpmnQuery(processDefinitionKey));

  if (definition.isPending) return <PageSkeleton />;
  if (definition.isLoadingError) {
    return (
      <ErrorState
        page
        error={definition.error}
        onRetry={() => void definition.refetch()}
        elsewhere={<ButtonLink to="/designer">{t("designer.title")}</ButtonLink>}
      />
    );
  }
  const { name, processId, version, versionTag, deployedAt, resourceName } = definition.data;
  return (
    <Page
      title={name ?? processId}
      eyebrow={<TextLink to="/designer">{t("places.designer")}</TextLink>}
      lead={
        <>
          {t("designer.versionNo", { version })}
          {versionTag !== null && ` (${versionTag})`} · {resourceName}
          {deployedAt !== null && (
            <>
              {" · "}
              <Time at={deployedAt} />
            </>
          )}{" "}
          · <CopyId value={processDefinitionKey} label={t("designer.key")} />
        </>
      }
      actions={
        <ButtonLink to="/start/$processId" params={{ processId }} variant="default">
          {t("designer.start")}
        </ButtonLink>
      }
    >
      <div className={classes.diagram}>
        {xml.isLoadingError ? (
          <ErrorState error={xml.error} onRetry={() => void xml.refetch()} />
        ) : xml.data === undefined ? (
          <Skeletons rows={1} height={480} />
        ) : (
          <Suspense fallback={<Skeletons rows={1} height={480} />}>
            <Diagram xml={xml.data} label={name ?? processId} />
          </Suspense>
        )}
      </div>
      {xml.data !== undefined && (
        <Section title={t("designer.elements")}>
          <ul className={classes.elements}>
            {elementsOf(xml.data).map((element) => (
              <li key={element.id}>
                <span>{element.name}</span> <code>{element.type}</code>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}
