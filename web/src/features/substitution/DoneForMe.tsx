import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { representedQuery } from "@/shared/api/tasks.ts";
import { moneyOf, subjectOf } from "@/shared/format/values.ts";
import { useLocale } from "@/shared/i18n/useLocale.ts";
import { ErrorState } from "@/shared/ui/ErrorState.tsx";
import { TextLink } from "@/shared/ui/links.tsx";
import { MoreButton } from "@/shared/ui/MoreButton.tsx";
import { Section } from "@/shared/ui/Section.tsx";
import { Time } from "@/shared/ui/Time.tsx";

import classes from "./Substitution.module.css";

/** What others decided on my behalf; nothing where nobody did. */
export function DoneForMe() {
  const { t } = useTranslation();
  const locale = useLocale();
  const tasks = useInfiniteQuery(representedQuery);
  if (tasks.isLoadingError) {
    return <ErrorState error={tasks.error} onRetry={() => void tasks.refetch()} />;
  }
  const rows = tasks.data?.pages.flatMap((page) => page.items) ?? [];
  if (rows.length === 0) return null;
  return (
    <Section title={t("substitution.done")}>
      <ul className={classes.rows}>
        {rows.map((task) => (
          <li key={task.taskKey} className={classes.row}>
            <div className={classes.what}>
              <TextLink to="/inbox/$taskKey" params={{ taskKey: task.taskKey }}>
                {task.name ?? task.elementId}
              </TextLink>
              <span className={classes.muted}>
                {[
                  subjectOf(task.summary, locale) ?? task.processName ?? task.processId,
                  moneyOf(task.summary, locale)?.text,
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </div>
            {task.endedAt !== null && (
              <span className={classes.muted}>
                <Time at={task.endedAt} />
              </span>
            )}
          </li>
        ))}
      </ul>
      <MoreButton query={tasks} />
    </Section>
  );
}
