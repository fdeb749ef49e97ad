import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { IconCircleCheck, IconCircleX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import {
  commandsQuery,
  retryCommand,
  systemQuery,
  type EngineCommand,
  type System,
} from "@/shared/api/operations.ts";
import { useLocale } from "@/shared/i18n/useLocale.ts";
import { duration } from "@/shared/format/when.ts";
import { Chip } from "@/shared/ui/Chip.tsx";
import { ErrorNote } from "@/shared/ui/ErrorNote.tsx";
import { ErrorState } from "@/shared/ui/ErrorState.tsx";
import { Facts } from "@/shared/ui/Facts.tsx";
import { Section } from "@/shared/ui/Section.tsx";
import { Skeletons } from "@/shared/ui/Skeletons.tsx";
import { Table } from "@/shared/ui/Table.tsx";
import { Time } from "@/shared/ui/Time.tsx";

import classes from "./Operations.module.css";
import { OperationsPage } from "./OperationsPage.tsx";

export function SystemPage() {
  const system = useQuery(systemQuery);
  return (
    <OperationsPage part="system">
      {system.isPending ? (
        <Skeletons rows={3} height={96} />
      ) : system.data === undefined ? (
        <ErrorState error={system.error} onRetry={() => void system.refetch()} />
      ) : (
        <Health system={system.data} />
      )}
      <Commands state="DEAD" />
      <Commands state="HELD" />
    </OperationsPage>
  );
}

function Health({ system }: { system: System }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { relay, zeebe } = system;
  return (
    <>
      <Facts
        facts={[
          {
            label: t("operations.system.zeebe"),
            value: (
              <>
                <Chip
                  tone={zeebe.reachable ? "good" : "bad"}
                  icon={zeebe.reachable ? IconCircleCheck : IconCircleX}
                >
                  {t(zeebe.reachable ? "operations.system.reachable" : "operations.system.unreachable")}
                </Chip>{" "}
                {zeebe.version}
              </>
            ),
          },
          { label: t("operations.system.node"), value: system.engineNode ?? "–" },
          { label: t("operations.system.pending"), value: relay.pending },
          { label: t("operations.system.held"), value: relay.held },
          { label: t("operations.system.dead"), value: relay.dead },
          {
            label: t("operations.system.oldest"),
            value: relay.oldestPendingSeconds === null ? "–" : duration(relay.oldestPendingSeconds, locale),
          },
          { label: t("operations.system.deadLetters"), value: system.deadLetters },
        ]}
      />
      <Section title={t("operations.system.partitions")}>
        <Table
          label={t("operations.system.partitions")}
          head={[
            t("operations.system.partition"),
            t("operations.system.owner"),
            t("operations.system.exporter"),
            t("operations.system.exported"),
            t("operations.system.projected"),
            t("operations.system.lag"),
          ]}
        >
          {system.partitions.map((partition) => (
            <tr key={partition.partitionId}>
              <td className="tabular">{partition.partitionId}</td>
              <td>{partition.owner ?? "–"}</td>
              <td>
                {partition.exporterState}
                {partition.exporterStateDetail !== null && (
                  <div className={classes.muted}>{partition.exporterStateDetail}</div>
                )}
              </td>
              <td className="tabular">{partition.exportedPosition ?? "–"}</td>
              <td className="tabular">{partition.projectedPosition ?? "–"}</td>
              <td className="tabular">
                {partition.lagSeconds === null ? "–" : duration(partition.lagSeconds, locale)}
              </td>
            </tr>
          ))}
        </Table>
      </Section>
    </>
  );
}

/** What the engine would not take, or can't take yet. */
function Commands({ state }: { state: "DEAD" | "HELD" }) {
  const { t } = useTranslation();
  const commands = useQuery(commandsQuery(state));
  const client = useQueryClient();
  const retry = useMutation({
    mutationFn: (command: EngineCommand) => retryCommand(command.commandId),
    onSuccess: () => client.invalidateQueries({ queryKey: ["system"] }),
  });
  if (commands.isLoadingError) return <ErrorNote error={commands.error} />;
  const items = commands.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section title={t(`operations.system.commands.${state}`)}>
      <ErrorNote error={retry.error} />
      <Table
        label={t(`operations.system.commands.${state}`)}
        head={[
          t("operations.system.command"),
          t("operations.system.target"),
          t("operations.messages.attempts"),
          t("operations.messages.outcome"),
          t("operations.jobs.created"),
          t("operations.system.act"),
        ]}
      >
        {items.map((command) => (
          <tr key={command.commandId}>
            <td>
              <code>{command.kind}</code>
            </td>
            <td className="tabular">{command.target}</td>
            <td className="tabular">{command.attempts}</td>
            <td>
              {command.outcome}
              {command.detail !== null && <div className={classes.muted}>{command.detail}</div>}
            </td>
            <td>{command.createdAt !== null && <Time at={command.createdAt} />}</td>
            <td>
              <Button
                size="xs"
                variant="default"
                loading={retry.isPending && retry.variables.commandId === command.commandId}
                onClick={() => retry.mutate(command)}
              >
                {t("common.tryAgain")}
              </Button>
            </td>
          </tr>
        ))}
      </Table>
    </Section>
  );
}
