import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  IconCircleCheck,
  IconCircleX,
  IconClockPause,
  IconLoader,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlugConnectedX,
  IconProgressHelp,
} from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

import {
  controlJobType,
  jobTypesQuery,
  type JobType,
  type JobTypeWish,
  type WorkerTarget,
} from "@/shared/api/jobTypes.ts";
import { useLocale } from "@/shared/i18n/useLocale.ts";
import { Chip } from "@/shared/ui/Chip.tsx";
import { EmptyState } from "@/shared/ui/EmptyState.tsx";
import { ErrorNote } from "@/shared/ui/ErrorNote.tsx";
import { ErrorState } from "@/shared/ui/ErrorState.tsx";
import { Facts } from "@/shared/ui/Facts.tsx";
import { Section } from "@/shared/ui/Section.tsx";
import { Skeletons } from "@/shared/ui/Skeletons.tsx";
import { Table } from "@/shared/ui/Table.tsx";
import { Time } from "@/shared/ui/Time.tsx";

import classes from "./Operations.module.css";
import { OperationsPage } from "./OperationsPage.tsx";
import { sumUp, type Sum, type WorkState } from "./sumUp.ts";

const ConcurrencyDialog = lazy(() =>
  import("./ConcurrencyDialog.tsx").then((module) => ({ default: module.ConcurrencyDialog })),
);

/** Who does the jobs, how they do, and a hand on the tap. */
export function WorkersPage() {
  const { t } = useTranslation();
  const types = useQuery(jobTypesQuery);
  const items = types.data?.items ?? [];
  const targets = allTargets(items);
  return (
    <OperationsPage part="workers">
      {types.isPending ? (
        <Skeletons rows={3} height={132} />
      ) : types.data === undefined ? (
        <ErrorState error={types.error} onRetry={() => void types.refetch()} />
      ) : items.length === 0 ? (
        <EmptyState title={t("operations.workers.none")}>{t("operations.workers.noneText")}</EmptyState>
      ) : (
        <>
          {targets.length > 0 && <Targets targets={targets} />}
          {items.map((type) => (
            <Worker key={type.jobType} type={type} />
          ))}
        </>
      )}
    </OperationsPage>
  );
}

/** Types that call the same systems tell the same of them. */
const allTargets = (types: JobType[]): WorkerTarget[] => [
  ...new Map(types.flatMap((type) => sumUp(type).targets).map((target) => [target.name, target])).values(),
];

const looks = {
  RUNNING: { tone: "good", icon: IconCircleCheck },
  PAUSED: { tone: "care", icon: IconPlayerPause },
  AWAY: { tone: "bad", icon: IconPlugConnectedX },
  CHANGING: { tone: "plain", icon: IconLoader },
  NOBODY: { tone: "bad", icon: IconCircleX },
} as const satisfies Record<WorkState, object>;

function Worker({ type }: { type: JobType }) {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const [changing, setChanging] = useState(false);
  const control = useMutation({
    mutationFn: (wish: JobTypeWish) => controlJobType(wish),
    onSuccess: () => client.invalidateQueries({ queryKey: jobTypesQuery.queryKey }),
  });
  const sum = sumUp(type);
  const paused = type.control?.paused ?? false;
  const maxActive = type.control?.maxActive ?? null;
  const nameKey = `operations.workers.types.${type.jobType.replaceAll(/[.:]/g, "-")}`;
  const name = i18n.exists(nameKey) ? t(nameKey as "operations.workers.title") : type.jobType;
  const { tone, icon } = looks[sum.state];
  return (
    <Section
      title={name}
      actions={
        <span className={classes.buttons}>
          <Button
            variant="default"
            size="sm"
            disabled={type.nodes.length === 0}
            onClick={() => setChanging(true)}
            aria-label={t("operations.workers.changeOf", { name })}
          >
            {t("operations.workers.change")}
          </Button>
          <Button
            variant="default"
            size="sm"
            disabled={type.nodes.length === 0}
            loading={control.isPending}
            leftSection={
              paused ? <IconPlayerPlay size={16} aria-hidden /> : <IconPlayerPause size={16} aria-hidden />
            }
            onClick={() => control.mutate({ jobType: type.jobType, paused: !paused, maxActive })}
            aria-label={t(paused ? "operations.workers.resumeOf" : "operations.workers.pauseOf", { name })}
          >
            {t(paused ? "operations.workers.resume" : "operations.workers.pause")}
          </Button>
        </span>
      }
    >
      <div className={classes.standing}>
        <Chip tone={tone} icon={icon}>
          {t(`operations.workers.states.${sum.state}`)}
        </Chip>
        {name !== type.jobType && <code className={classes.muted}>{type.jobType}</code>}
        {type.control !== null && (
          <span className={classes.muted}>
            {t("operations.workers.changedBy", { who: type.control.changedBy })}{" "}
            <Time at={type.control.changedAt} />
          </span>
        )}
      </div>
      <ErrorNote error={control.error} />
      <div className={classes.figures}>
        <Figures sum={sum} nodes={type.nodes.length} />
      </div>
      {changing && (
        <Suspense fallback={null}>
          <ConcurrencyDialog
            name={name}
            now={maxActive}
            pending={control.isPending}
            error={control.error}
            onSave={(wanted) =>
              control.mutate(
                { jobType: type.jobType, paused, maxActive: wanted },
                { onSuccess: () => setChanging(false) },
              )
            }
            onClose={() => setChanging(false)}
          />
        </Suspense>
      )}
    </Section>
  );
}

function Figures({ sum, nodes }: { sum: Sum; nodes: number }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const number = new Intl.NumberFormat(locale);
  const millis = (value: number | null) =>
    value === null
      ? "–"
      : new Intl.NumberFormat(locale, {
          style: "unit",
          unit: "millisecond",
          maximumFractionDigits: 0,
        }).format(value);
  return (
    <Facts
      facts={[
        {
          label: t("operations.workers.active"),
          value: t("operations.workers.activeOf", { active: sum.active, most: sum.maxActive }),
        },
        { label: t("operations.workers.nodes"), value: number.format(nodes) },
        { label: t("operations.workers.p50"), value: millis(sum.p50Millis) },
        { label: t("operations.workers.p99"), value: millis(sum.p99Millis) },
        { label: t("operations.workers.done"), value: number.format(sum.done) },
        {
          label: t("operations.workers.failures"),
          value:
            sum.failures.length === 0
              ? t("operations.workers.noFailures")
              : sum.failures
                  .map(([kind, count]) => {
                    const key = `operations.workers.kinds.${kind}`;
                    return `${number.format(count)} ${t(key as "operations.workers.kinds.gave-up", { defaultValue: kind })}`;
                  })
                  .join(", "),
        },
      ]}
    />
  );
}

const breakers = {
  CLOSED: { tone: "good", icon: IconCircleCheck },
  HALF_OPEN: { tone: "care", icon: IconProgressHelp },
  OPEN: { tone: "bad", icon: IconClockPause },
} as const satisfies Record<WorkerTarget["state"], object>;

function Targets({ targets }: { targets: WorkerTarget[] }) {
  const { t } = useTranslation();
  return (
    <Section title={t("operations.workers.targets")}>
      <Table
        label={t("operations.workers.targets")}
        head={[
          t("operations.workers.target"),
          t("operations.workers.breaker"),
          t("operations.workers.calls"),
          t("operations.workers.waiting"),
        ]}
      >
        {targets.map(({ name, state, running, most, waiting, openUntil }) => (
          <tr key={name}>
            <td>{name}</td>
            <td>
              <Chip tone={breakers[state].tone} icon={breakers[state].icon}>
                {t(`operations.workers.breakers.${state}`)}
              </Chip>
              {openUntil !== null && (
                <div className={classes.muted}>
                  {t("operations.workers.triedAgain")} <Time at={openUntil} />
                </div>
              )}
            </td>
            <td className="tabular">{t("operations.workers.activeOf", { active: running, most })}</td>
            <td className="tabular">{waiting}</td>
          </tr>
        ))}
      </Table>
    </Section>
  );
}
