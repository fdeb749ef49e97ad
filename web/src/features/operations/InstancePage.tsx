import { Button, Modal, Tabs } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { cancelInstance, instanceQuery, type InstanceDetail } from "@/shared/api/operations.ts";
import { AuditTrail } from "@/shared/process/AuditTrail.tsx";
import { Progress } from "@/shared/process/Progress.tsx";
import { CopyId } from "@/shared/ui/CopyId.tsx";
import { ErrorNote } from "@/shared/ui/ErrorNote.tsx";
import { ErrorState } from "@/shared/ui/ErrorState.tsx";
import { ButtonLink, TextLink } from "@/shared/ui/links.tsx";
import { Page } from "@/shared/ui/Page.tsx";
import { PageSkeleton } from "@/shared/ui/Skeletons.tsx";
import { Time } from "@/shared/ui/Time.tsx";

import { InstanceIncidents } from "./InstanceIncidents.tsx";
import { InstanceState } from "./InstanceState.tsx";
import { Jobs, Messages, Variables } from "./InstanceTables.tsx";
import classes from "./Operations.module.css";

const tabs = ["progress", "variables", "incidents", "jobs", "messages", "audit"] as const;
type Tab = (typeof tabs)[number];
const isTab = (value: string | null): value is Tab => (tabs as readonly (string | null)[]).includes(value);

export function InstancePage() {
  const { processInstanceKey } = useParams({ from: "/app/operations/instances/$processInstanceKey" });
  const instance = useQuery(instanceQuery(processInstanceKey));
  const { t } = useTranslation();
  if (instance.isPending) return <PageSkeleton />;
  if (instance.data === undefined) {
    return (
      <ErrorState
        page
        error={instance.error}
        onRetry={() => void instance.refetch()}
        elsewhere={<ButtonLink to="/operations/instances">{t("operations.instances.title")}</ButtonLink>}
      />
    );
  }
  return <Details instance={instance.data} />;
}

function Details({ instance }: { instance: InstanceDetail }) {
  const { t } = useTranslation();
  const { tab = "progress" } = useSearch({ from: "/app/operations/instances/$processInstanceKey" });
  const navigate = useNavigate();
  const open = instance.incidents.filter((incident) => incident.state === "ACTIVE");
  const panels: Record<Tab, React.ReactNode> = {
    progress: <Progress processDefinitionKey={instance.processDefinitionKey} elements={instance.elements} />,
    variables: <Variables instance={instance} />,
    incidents: <InstanceIncidents instance={instance} />,
    jobs: <Jobs jobs={instance.jobs} />,
    messages: <Messages instance={instance} />,
    audit: (
      <AuditTrail
        key={instance.processInstanceKey}
        filter={{ processInstanceKey: instance.processInstanceKey }}
        elements={instance.elements}
      />
    ),
  };
  return (
    <Page
      title={instance.processDefinitionName ?? instance.processDefinitionId}
      eyebrow={
        <>
          <TextLink to="/operations/instances">{t("operations.instances.title")}</TextLink>
          <CopyId value={instance.processInstanceKey} label={t("operations.instances.key")} />
        </>
      }
      lead={
        <span className={classes.standing}>
          <InstanceState state={instance.state} hasIncident={open.length > 0} />
          {instance.processDefinitionVersion !== null && <span>v{instance.processDefinitionVersion}</span>}
          {instance.businessKey !== null && <span>{instance.businessKey}</span>}
          {instance.requester !== null && <span>{t("task.asks", { name: instance.requester })}</span>}
          {instance.startDate !== null && <Time at={instance.startDate} />}
          {instance.parentProcessInstanceKey !== null && (
            <TextLink
              to="/operations/instances/$processInstanceKey"
              params={{ processInstanceKey: instance.parentProcessInstanceKey }}
            >
              {t("operations.parent")}
            </TextLink>
          )}
        </span>
      }
      actions={instance.state === "ACTIVE" && <Cancel processInstanceKey={instance.processInstanceKey} />}
    >
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(next) =>
          isTab(next) &&
          void navigate({ to: ".", search: { tab: next === "progress" ? undefined : next }, replace: true })
        }
      >
        <Tabs.List aria-label={t("task.parts")}>
          {tabs.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`operations.tab.${name}`)}
              {name === "incidents" && open.length > 0 && ` (${open.length})`}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map((name) => (
          <Tabs.Panel key={name} value={name} className={classes.panel ?? ""}>
            {panels[name]}
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
}

/** Can't be taken back, so it is asked once. */
function Cancel({ processInstanceKey }: { processInstanceKey: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const cancel = useMutation({
    mutationFn: () => cancelInstance(processInstanceKey),
    onSuccess: () => {
      setAsking(false);
      void client.invalidateQueries({ queryKey: ["instances"] });
    },
  });
  return (
    <>
      <Button variant="outline" color="red" onClick={() => setAsking(true)}>
        {t("operations.cancel.action")}
      </Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t("operations.cancel.title")}
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        <p>{t("operations.cancel.text")}</p>
        <ErrorNote error={cancel.error} />
        <div className={classes.buttons}>
          <Button color="red" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {t("operations.cancel.confirm")}
          </Button>
          <Button variant="default" onClick={() => setAsking(false)} data-autofocus>
            {t("operations.cancel.keep")}
          </Button>
        </div>
      </Modal>
    </>
  );
}
