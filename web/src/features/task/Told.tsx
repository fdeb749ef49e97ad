import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { toldQuery } from "@/shared/api/deliveries.ts";
import { DeliveryChip } from "@/shared/ui/DeliveryChip.tsx";
import { ErrorState } from "@/shared/ui/ErrorState.tsx";
import { nameOf } from "@/shared/ui/people.ts";
import { Section } from "@/shared/ui/Section.tsx";
import { Skeletons } from "@/shared/ui/Skeletons.tsx";
import { Time } from "@/shared/ui/Time.tsx";

import classes from "./Task.module.css";

/** Who was written to about the task, and whether it got there; nothing where nobody was. */
export function Told({ taskKey }: { taskKey: string }) {
  const { t } = useTranslation();
  const told = useQuery(toldQuery(taskKey));
  if (told.data?.items.length === 0) return null;
  return (
    <Section title={t("task.told.title")}>
      {told.isPending ? (
        <Skeletons rows={2} height={44} />
      ) : told.data === undefined ? (
        <ErrorState error={told.error} onRetry={() => void told.refetch()} />
      ) : (
        <ul className={classes.told}>
          {told.data.items.map(({ subject, to, state, queuedAt, endedAt }, index) => (
            <li key={index}>
              <div>
                <strong>{to === null ? t("task.told.outside") : nameOf(to)}</strong>
                <div className={classes.muted}>{subject}</div>
              </div>
              <div className={classes.standing}>
                <DeliveryChip state={state} />
                {queuedAt !== null && (
                  <span className={classes.muted}>
                    <Time at={endedAt ?? queuedAt} />
                  </span>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
