import { IconMailOff, IconTool, IconVariable } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { InstanceDetail } from "@/shared/api/operations.ts";
import { CopyId } from "@/shared/ui/CopyId.tsx";
import { DeliveryChip } from "@/shared/ui/DeliveryChip.tsx";
import { EmptyState } from "@/shared/ui/EmptyState.tsx";
import { TextLink } from "@/shared/ui/links.tsx";
import { Section } from "@/shared/ui/Section.tsx";
import { Table } from "@/shared/ui/Table.tsx";
import { Time } from "@/shared/ui/Time.tsx";

import { Calls } from "./Calls.tsx";
import classes from "./Operations.module.css";

export function Variables({ instance }: { instance: InstanceDetail }) {
  const { t } = useTranslation();
  const places = new Map(instance.elements.map((element) => [element.elementInstanceKey, element]));
  if (instance.variables.length === 0) {
    return <EmptyState icon={IconVariable} title={t("operations.variables.empty")} />;
  }
  return (
    <Table
      label={t("operations.tab.variables")}
      head={[
        t("operations.variables.name"),
        t("operations.variables.value"),
        t("operations.variables.scope"),
      ]}
    >
      {instance.variables.map(({ name, value, scopeKey }) => {
        const text = JSON.stringify(value, null, 2);
        const scope = scopeKey === null ? undefined : places.get(scopeKey);
        return (
          <tr key={`${scopeKey ?? ""}/${name}`}>
            <td>
              <code>{name}</code>
            </td>
            <td>
              <pre className={classes.value}>{text}</pre>
              <CopyId value={text} label={name} hidden />
            </td>
            <td>
              {scope === undefined || scope.elementType === "PROCESS"
                ? "–"
                : (scope.elementName ?? scope.elementId)}
            </td>
          </tr>
        );
      })}
    </Table>
  );
}

export function Jobs({ jobs }: Pick<InstanceDetail, "jobs">) {
  const { t } = useTranslation();
  if (jobs.length === 0) return <EmptyState icon={IconTool} title={t("operations.jobs.empty")} />;
  return (
    <Table
      label={t("operations.tab.jobs")}
      head={[
        t("operations.jobs.type"),
        t("operations.jobs.element"),
        t("operations.jobs.state"),
        t("operations.jobs.retries"),
        t("operations.jobs.worker"),
        t("operations.jobs.created"),
      ]}
    >
      {jobs.map((job) => (
        <tr key={job.jobKey}>
          <td>
            <code>{job.type}</code>
          </td>
          <td>{job.elementId}</td>
          <td>
            {job.state}
            {job.errorMessage !== null && <div className={classes.muted}>{job.errorMessage}</div>}
          </td>
          <td className="tabular">{job.retries}</td>
          <td>{job.worker}</td>
          <td>{job.createdAt !== null && <Time at={job.createdAt} />}</td>
        </tr>
      ))}
    </Table>
  );
}

/** Mails that went out, and calls to other systems. */
export function Messages({ instance }: { instance: InstanceDetail }) {
  const { t } = useTranslation();
  const { notifications, operations } = instance;
  if (notifications.length + operations.length === 0) {
    return <EmptyState icon={IconMailOff} title={t("operations.messages.empty")} />;
  }
  return (
    <>
      {notifications.length > 0 && (
        <Section title={t("operations.messages.mails")}>
          <Table
            label={t("operations.messages.mails")}
            head={[
              t("operations.messages.subject"),
              t("operations.messages.to"),
              t("operations.jobs.state"),
              t("operations.deliveries.answer"),
              t("operations.jobs.created"),
            ]}
          >
            {notifications.flatMap((mail) =>
              mail.deliveries.map((delivery) => (
                <tr key={`${mail.notificationId} ${delivery.address}`}>
                  <td>
                    <TextLink
                      to="/operations/deliveries"
                      search={{ q: delivery.address, mail: mail.notificationId }}
                    >
                      {mail.subject}
                    </TextLink>
                  </td>
                  <td>{delivery.address}</td>
                  <td>
                    <DeliveryChip state={delivery.state} />
                  </td>
                  <td className={classes.answer}>{delivery.answer}</td>
                  <td>{mail.createdAt !== null && <Time at={mail.createdAt} />}</td>
                </tr>
              )),
            )}
          </Table>
        </Section>
      )}
      {operations.length > 0 && <Calls processInstanceKey={instance.processInstanceKey} calls={operations} />}
    </>
  );
}
