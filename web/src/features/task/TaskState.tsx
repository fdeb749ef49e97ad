import { useTranslation } from "react-i18next";

import type { Me } from "@/shared/api/session.ts";
import type { Decision } from "@/shared/api/model.ts";
import type { TaskDetail } from "@/shared/api/tasks.ts";
import { useTakenWords } from "@/shared/inbox/useTakenWords.ts";
import { Note } from "@/shared/ui/Note.tsx";
import { nameOf } from "@/shared/ui/people.ts";
import { Time } from "@/shared/ui/Time.tsx";

import { NextTask } from "./NextTask.tsx";
import classes from "./Task.module.css";

/** How it stands with a task that nobody has to decide any more, and what holds up one that somebody has. */
export function TaskState({ task, me }: { task: TaskDetail; me: Me }) {
  const { t } = useTranslation();
  const active = task.state === "OPEN" || task.state === "CLAIMED";
  const last = task.decisions.at(-1);
  const mine = active ? task.decisions.find(({ by }) => by.username === me.username) : undefined;
  return (
    <div className={classes.state} aria-live="polite">
      {mine !== undefined && (
        <Note
          tone={mine.outcome === "rejected" ? "bad" : "good"}
          role="status"
          title={t(`task.outcome.${mine.outcome}.you`)}
        >
          {t("task.vote.mayChange")}
        </Note>
      )}
      {task.state === "CLAIMED" && task.claimedBy !== me.username && <Taken task={task} />}
      {active && task.progress?.reachable === false && (
        <Note tone="care" title={t("task.policy.unreachable.title")}>
          {t("task.policy.unreachable.text")}
        </Note>
      )}
      {task.state === "CANCELED" && task.withdrawal !== null && (
        <Note
          tone="plain"
          role="status"
          title={
            task.requester === null
              ? t("task.withdrawnByNobody")
              : t("task.withdrawn", { name: nameOf(task.requester) })
          }
        >
          <Time at={task.withdrawal.at} />
          {task.withdrawal.reason !== null && <q className={classes.quote}>{task.withdrawal.reason}</q>}
        </Note>
      )}
      {task.state === "CANCELED" && task.withdrawal === null && (
        <Note tone="plain" title={t("task.canceled.title")}>
          {last === undefined ? t("task.canceled.text") : t("task.canceled.decided")}
        </Note>
      )}
      {task.state === "COMPLETED_ELSEWHERE" && (
        <Note tone={task.hasPolicy ? "bad" : "plain"} title={t("task.elsewhere.title")}>
          {t(task.hasPolicy ? "task.elsewhere.bypassed" : "task.elsewhere.text")}
        </Note>
      )}
      {(task.state === "DECIDED" || task.state === "COMPLETED") && last !== undefined && (
        <Outcome decision={last} mine={last.by.username === me.username} />
      )}
      {task.state === "COMPLETED" && last === undefined && <Note tone="plain">{t("task.completed")}</Note>}
      {task.engineSync === "waiting" && <Note tone="plain">{t("task.sync.waiting")}</Note>}
      {task.engineSync === "blocked" && (
        <Note tone="care" title={t("task.sync.blockedTitle")}>
          {t("task.sync.blocked")}
        </Note>
      )}
      {task.engineSync === "refused" && (
        <Note tone="bad" title={t("task.sync.refusedTitle")}>
          {t("task.sync.refused")}
        </Note>
      )}
      {task.blockedByIncident && task.engineSync !== "blocked" && (
        <Note tone="care" title={t("task.blockedTitle")}>
          {t("task.blocked")}
        </Note>
      )}
      {(!active || mine !== undefined) && <NextTask after={task.taskKey} />}
    </div>
  );
}

/** Somebody else has it; it says so the moment that he takes it. */
function Taken({ task }: { task: TaskDetail }) {
  const words = useTakenWords(task);
  return words === "" ? null : <Note tone="care" role="status" title={words} />;
}

function Outcome({ decision, mine }: { decision: Decision; mine: boolean }) {
  const { t } = useTranslation();
  const who = mine ? "you" : "other";
  return (
    <Note
      tone={decision.outcome === "rejected" || decision.outcome === "expired" ? "bad" : "good"}
      role="status"
      title={t(`task.outcome.${decision.outcome}.${who}`, { name: nameOf(decision.by) })}
    >
      {decision.onBehalfOf !== null && <>{t("task.onBehalfOf", { name: nameOf(decision.onBehalfOf) })} · </>}
      <Time at={decision.at} />
      {decision.comment !== null && decision.comment !== "" && (
        <q className={classes.quote}>{decision.comment}</q>
      )}
    </Note>
  );
}
