import { Select, TextInput } from "@mantine/core";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { IconSearch, IconSearchOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import {
  instanceFilterSchema,
  instancesQuery,
  type Instance,
  type InstanceFilter,
} from "@/shared/api/operations.ts";
import { clearable } from "@/shared/ui/clearable.ts";
import { EmptyState } from "@/shared/ui/EmptyState.tsx";
import { ErrorState } from "@/shared/ui/ErrorState.tsx";
import { TextLink } from "@/shared/ui/links.tsx";
import { MoreButton } from "@/shared/ui/MoreButton.tsx";
import { Skeletons } from "@/shared/ui/Skeletons.tsx";
import { Table } from "@/shared/ui/Table.tsx";
import { Time } from "@/shared/ui/Time.tsx";
import { useTyped } from "@/shared/ui/useTyped.ts";

import { InstanceState } from "./InstanceState.tsx";
import classes from "./Operations.module.css";
import { OperationsPage } from "./OperationsPage.tsx";

const states = ["ACTIVE", "INCIDENT", "COMPLETED", "TERMINATED"] as const;

export function InstancesPage() {
  const { t } = useTranslation();
  const filter = useSearch({ from: "/app/operations/instances" });
  const navigate = useNavigate();
  const instances = useInfiniteQuery({ ...instancesQuery(filter), placeholderData: keepPreviousData });
  const all = instances.data?.pages.flatMap((page) => page.items) ?? [];
  const change = (part: InstanceFilter) =>
    void navigate({
      to: "/operations/instances",
      search: (before) => ({ ...before, ...part }),
      replace: true,
    });
  const words = useTyped(filter.q ?? "", (q) => change({ q: q || undefined }));
  const process = useTyped(filter.process ?? "", (id) => change({ process: id || undefined }));

  return (
    <OperationsPage part="instances">
      <div className={classes.filters} role="search">
        <TextInput
          type="search"
          label={t("operations.instances.search")}
          placeholder={t("operations.instances.searchHint")}
          leftSection={<IconSearch size={16} aria-hidden />}
          {...words.input}
        />
        <Select
          label={t("operations.instances.state")}
          placeholder={t("operations.instances.any")}
          {...clearable(t)}
          data={states.map((value) => ({ value, label: t(`operations.state.${value}`) }))}
          value={filter.state ?? null}
          onChange={(state) => change(instanceFilterSchema.parse({ ...filter, state: state ?? undefined }))}
        />
        <TextInput
          label={t("operations.instances.process")}
          placeholder={t("operations.instances.processHint")}
          {...process.input}
        />
      </div>
      {instances.isPending ? (
        <Skeletons rows={6} height={48} />
      ) : instances.isLoadingError ? (
        <ErrorState error={instances.error} onRetry={() => void instances.refetch()} />
      ) : all.length === 0 ? (
        <EmptyState icon={IconSearchOff} title={t("operations.instances.empty.title")}>
          {t("operations.instances.empty.text")}
        </EmptyState>
      ) : (
        <div aria-busy={instances.isPlaceholderData}>
          <Instances instances={all} />
          <MoreButton query={instances} />
        </div>
      )}
    </OperationsPage>
  );
}

function Instances({ instances }: { instances: readonly Instance[] }) {
  const { t } = useTranslation();
  return (
    <Table
      label={t("operations.instances.title")}
      head={[
        t("operations.instances.process"),
        t("operations.instances.key"),
        t("operations.instances.businessKey"),
        t("operations.instances.state"),
        t("operations.instances.started"),
        t("operations.instances.ended"),
      ]}
    >
      {instances.map((instance) => (
        <tr key={instance.processInstanceKey}>
          <td>
            <TextLink
              to="/operations/instances/$processInstanceKey"
              params={{ processInstanceKey: instance.processInstanceKey }}
            >
              {instance.processDefinitionName ?? instance.processDefinitionId}
            </TextLink>
            {instance.processDefinitionVersion !== null && (
              <span className={classes.muted}> v{instance.processDefinitionVersion}</span>
            )}
          </td>
          <td className="tabular">{instance.processInstanceKey}</td>
          <td>{instance.businessKey}</td>
          <td>
            <InstanceState state={instance.state} hasIncident={instance.hasIncident} />
          </td>
          <td>{instance.startDate !== null && <Time at={instance.startDate} />}</td>
          <td>{instance.endDate !== null && <Time at={instance.endDate} />}</td>
        </tr>
      ))}
    </Table>
  );
}
