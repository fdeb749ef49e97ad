import { useQuery } from "@tanstack/react-query";
import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconCircleDotFilled,
  IconCircleMinus,
} from "@tabler/icons-react";
import { lazy, Suspense, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { loadCode } from "../api/loadCode.ts";
import { bpmnQuery } from "../api/definitions.ts";
import type { ElementInstance } from "../api/model.ts";
import { marksOf, stepsOf, type Step } from "../bpmn/progress.ts";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Skeletons } from "../ui/Skeletons.tsx";
import { Time } from "../ui/Time.tsx";
import classes from "./process.module.css";

const Diagram = lazy(() => loadCode(() => import("../bpmn/Diagram.tsx")));

interface ProgressProps {
  processDefinitionKey: string;
  elements: readonly ElementInstance[];
}

/** Where an instance is: the diagram, and beside it the same as a list. */
export function Progress({ processDefinitionKey, elements }: ProgressProps) {
  const { t } = useTranslation();
  const xml = useQuery(bpmnQuery(processDefinitionKey));
  const [selected, setSelected] = useState<string | null>(null);
  const marks = useMemo(() => marksOf(elements), [elements]);
  const badges = useMemo(() => incidentBadges(elements), [elements]);
  const steps = useMemo(() => stepsOf(elements), [elements]);

  return (
    <div className={classes.progress}>
      <div className={classes.diagram}>
        {xml.isLoadingError ? (
          <ErrorState error={xml.error} onRetry={() => void xml.refetch()} />
        ) : xml.data === undefined ? (
          <Skeletons rows={1} height={320} />
        ) : (
          <Suspense fallback={<Skeletons rows={1} height={320} />}>
            <Diagram
              xml={xml.data}
              marks={marks}
              badges={badges}
              selected={selected}
              onSelect={setSelected}
              label={t("progress.diagram")}
            />
          </Suspense>
        )}
      </div>
      <Steps steps={steps} selected={selected} onSelect={setSelected} />
    </div>
  );
}

function incidentBadges(elements: readonly ElementInstance[]): Map<string, string> {
  const counts = new Map<string, number>();
  for (const element of elements) {
    if (element.state !== "ACTIVE" || element.elementType === "PROCESS") continue;
    counts.set(element.elementId, (counts.get(element.elementId) ?? 0) + 1);
  }
  const broken = new Set(
    elements.filter((element) => element.hasIncident).map((element) => element.elementId),
  );
  return new Map(
    [...counts]
      .filter(([id, count]) => count > 1 || broken.has(id))
      .map(([id, count]) => [id, broken.has(id) ? "!" : String(count)]),
  );
}

const icons = {
  done: IconCircleCheckFilled,
  current: IconCircleDotFilled,
  incident: IconAlertTriangleFilled,
  canceled: IconCircleMinus,
};

function Steps({
  steps,
  selected,
  onSelect,
}: {
  steps: readonly Step[];
  selected: string | null;
  onSelect: (elementId: string | null) => void;
}) {
  const { t } = useTranslation();
  if (steps.length === 0) return <p className={classes.none}>{t("progress.none")}</p>;
  return (
    <ol className={classes.steps} aria-label={t("progress.steps")}>
      {steps.map((step) => {
        const Icon = icons[step.mark];
        const at = step.endedAt ?? step.startedAt;
        return (
          <li key={step.elementInstanceKey}>
            <button
              type="button"
              className={classes.step}
              data-mark={step.mark}
              aria-pressed={selected === step.elementId}
              onClick={() => {
                onSelect(selected === step.elementId ? null : step.elementId);
              }}
            >
              <Icon size={18} aria-hidden className={classes.stepIcon} />
              <span className={classes.stepName}>{step.name}</span>
              <span className={classes.stepState}>
                {t(`progress.${step.mark}`)}
                {at !== null && (
                  <>
                    {" · "}
                    <Time at={at} />
                  </>
                )}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
