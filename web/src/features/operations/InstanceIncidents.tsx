import { IconCircleCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Incident, InstanceDetail } from "@/shared/api/operations.ts";
import { Chip } from "@/shared/ui/Chip.tsx";
import { EmptyState } from "@/shared/ui/EmptyState.tsx";
import { Time } from "@/shared/ui/Time.tsx";

import classes from "./Operations.module.css";
import { RetryIncident } from "./RetryIncident.tsx";

export function InstanceIncidents({ instance }: { instance: InstanceDetail }) {
  const { t } = useTranslation();
  if (instance.incidents.length === 0) {
    return (
      <EmptyState icon={IconCircleCheck} title={t("operations.incidents.none")}>
        {t("operations.incidents.noneText")}
      </EmptyState>
    );
  }
  return (
    <ul className={classes.incidents}>
      {instance.incidents.map((incident) => (
        <li key={incident.incidentKey}>
          <Details incident={incident} instance={instance} />
        </li>
      ))}
    </ul>
  );
}

function Details({ incident, instance }: { incident: Incident; instance: InstanceDetail }) {
  const { t } = useTranslation();
  const active = incident.state === "ACTIVE";
  return (
    <article className={classes.incident} aria-label={incident.elementId}>
      <div className={classes.incidentHead}>
        <strong>{incident.elementId}</strong>
        <code>{incident.errorType}</code>
        {!active && <Chip icon={IconCircleCheck}>{t("operations.incidents.resolved")}</Chip>}
        {incident.creationTime !== null && (
          <span className={classes.muted}>
            <Time at={incident.creationTime} />
          </span>
        )}
      </div>
      <pre className={classes.value}>{incident.errorMessage}</pre>
      {active && (
        <RetryIncident
          incident={incident}
          variables={instance.variables}
          scope={instance.processInstanceKey}
        />
      )}
    </article>
  );
}
