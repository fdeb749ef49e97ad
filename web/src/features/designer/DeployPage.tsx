import { useInfiniteQuery } from "@tanstack/react-query";
import { useRouteContext } from "@tanstack/react-router";
import { IconSchema } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { definitionsQuery, type ProcessDefinition } from "@/shared/api/definitions.ts";
import { EmptyState } from "@/shared/ui/EmptyState.tsx";
import { ErrorState } from "@/shared/ui/ErrorState.tsx";
import { TextLink } from "@/shared/ui/links.tsx";
import { MoreButton } from "@/shared/ui/MoreButton.tsx";
import { Page } from "@/shared/ui/Page.tsx";
import { Section } from "@/shared/ui/Section.tsx";
import { Skeletons } from "@/shared/ui/Skeletons.tsx";
import { Table } from "@/shared/ui/Table.tsx";
import { Time } from "@/shared/ui/Time.tsx";

import { DropFiles } from "./DropFiles.tsx";

/** Bring models to the engine, and see which versions it has. */
export function DeployPage() {
  const { t } = useTranslation();
  const { me } = useRouteContext({ from: "/app" });
  const definitions = useInfiniteQuery(definitionsQuery);
  const all = definitions.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={t("designer.title")} lead={t("designer.lead")}>
      {me.roles.includes("DESIGNER") && <DropFiles />}
      <Section title={t("designer.versions")}>
        {definitions.isPending ? (
          <Skeletons rows={4} height={48} />
        ) : definitions.isLoadingError ? (
          <ErrorState error={definitions.error} onRetry={() => void definitions.refetch()} />
        ) : all.length === 0 ? (
          <EmptyState icon={IconSchema} title={t("designer.empty.title")}>
            {t("designer.empty.text")}
          </EmptyState>
        ) : (
          <>
            <Versions definitions={all} />
            <MoreButton query={definitions} />
          </>
        )}
      </Section>
    </Page>
  );
}

function Versions({ definitions }: { definitions: readonly ProcessDefinition[] }) {
  const { t } = useTranslation();
  return (
    <Table
      label={t("designer.versions")}
      head={[t("designer.process"), t("designer.version"), t("designer.file"), t("designer.deployed")]}
    >
      {definitions.map((definition) => (
        <tr key={definition.processDefinitionKey}>
          <td>
            <TextLink
              to="/designer/$processDefinitionKey"
              params={{ processDefinitionKey: definition.processDefinitionKey }}
            >
              {definition.name ?? definition.processId}
            </TextLink>
          </td>
          <td className="tabular">
            {definition.version}
            {definition.versionTag !== null && ` (${definition.versionTag})`}
          </td>
          <td>{definition.resourceName}</td>
          <td>{definition.deployedAt !== null && <Time at={definition.deployedAt} />}</td>
        </tr>
      ))}
    </Table>
  );
}
