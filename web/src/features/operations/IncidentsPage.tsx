import { Button } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { IconCircleCheck } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { incidentsQuery, instanceQuery, type Incident } from "@/shared/api/operations.ts";
import { EmptyState } from "@/shared/ui/EmptyState.tsx";
import { ErrorNote } from "@/shared/ui/ErrorNote.tsx";
import { ErrorState } from "@/shared/ui/ErrorState.tsx";
import { TextLink } from "@/shared/ui/links.tsx";
import { MoreButton } from "@/shared/ui/MoreButton.tsx";
import { Skeletons } from "@/shared/ui/Skeletons.tsx";
import { Time } from "@/shared/ui/Time.tsx";

import classes from "./Operations.module.css";
import { OperationsPage } from "./OperationsPage.tsx";
import { RetryIncident } from "./RetryIncident.tsx";

export function IncidentsPage() {
  const { t } = useTranslation();
  const incidents = useInfiniteQuery(incidentsQuery);
  const all = incidents.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <OperationsPage part="incidents">
      {incidents.isPending ? (
        <Skeletons rows={3} height={140} />
      ) : incidents.isLoadingError ? (
        <ErrorState error={incidents.error} onRetry={() => void incidents.refetch()} />
      ) : all.length === 0 ? (
        <EmptyState icon={IconCircleCheck} title={t("operations.incidents.none")}>
          {t("operations.incidents.noneText")}
        </EmptyState>
      ) : (
        <>
          <ul className={classes.incidents}>
            {all.map((incident) => (
              <li key={incident.incidentKey}>
                <OpenIncident incident={incident} />
              </li>
            ))}
          </ul>
          <MoreButton query={incidents} />
        </>
      )}
    </OperationsPage>
  );
}

function OpenIncident({ incident }: { incident: Incident }) {
  const { t } = useTranslation();
  const [retrying, setRetrying] = useState(false);
  const instance = useQuery({ ...instanceQuery(incident.processInstanceKey), enabled: retrying });
  return (
    <article
      className={classes.incident}
      aria-label={`${incident.processDefinitionId ?? ""} ${incident.elementId}`}
    >
      <div className={classes.incidentHead}>
        <TextLink
          to="/operations/instances/$processInstanceKey"
          params={{ processInstanceKey: incident.processInstanceKey }}
          search={{ tab: "incidents" }}
          fw={600}
        >
          {incident.processDefinitionId ?? incident.processInstanceKey} · {incident.elementId}
        </TextLink>
        <code>{incident.errorType}</code>
        {incident.creationTime !== null && (
          <span className={classes.muted}>
            <Time at={incident.creationTime} />
          </span>
        )}
      </div>
      <pre className={classes.value}>{incident.errorMessage}</pre>
      {instance.isLoadingError && <ErrorNote error={instance.error} />}
      {instance.data !== undefined ? (
        <RetryIncident
          incident={incident}
          variables={instance.data.variables}
          scope={incident.processInstanceKey}
        />
      ) : (
        <div className={classes.buttons}>
          <Button
            variant="default"
            loading={instance.isFetching}
            onClick={() => (retrying ? void instance.refetch() : setRetrying(true))}
          >
            {t("operations.retry.begin")}
          </Button>
        </div>
      )}
    </article>
  );
}
