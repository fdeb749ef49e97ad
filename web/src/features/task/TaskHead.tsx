import { IconBellRinging, IconClock, IconUsers } from "@tabler/icons-react";
import { Tooltip } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useLocale } from "@/shared/i18n/useLocale.ts";
import type { TaskDetail } from "@/shared/api/tasks.ts";
import { fieldsOf } from "@/shared/form/fields.ts";
import { moneyOf, subjectOf } from "@/shared/format/values.ts";
import { dayAndTime, exactTime, isOverdue } from "@/shared/format/when.ts";
import { workingTimeLeft } from "@/shared/format/workingTime.ts";
import { toObject } from "@/shared/process/Values.tsx";
import { Avatar } from "@/shared/ui/Avatar.tsx";
import { CopyId } from "@/shared/ui/CopyId.tsx";
import { nameOf } from "@/shared/ui/people.ts";
import { useTitle } from "@/shared/ui/Page.tsx";
import { Time } from "@/shared/ui/Time.tsx";
import { useNow } from "@/shared/ui/useNow.ts";

import { describePolicy, describeWaiting } from "@/shared/process/describePolicy.ts";
import classes from "./Task.module.css";

/** The question, readable in two seconds: what, how much, who asks, by when, and who has a say. */
export function TaskHead({ task }: { task: TaskDetail }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const now = useNow();
  const name = task.name ?? task.elementId;
  const heading = useTitle(name);
  const values = { ...toObject(task.variables), ...task.summary };
  const money = moneyOf(values, locale, fieldsOf(task.form?.schema));
  const subject = subjectOf(values, locale);
  const policy = describePolicy(task, locale, t);
  const working = task.due && workingTimeLeft(task.due, t);
  const waiting = task.progress && describeWaiting(task.progress, locale, t);
  return (
    <header className={classes.head}>
      <p className={classes.eyebrow}>
        {task.processName ?? task.processId}
        {task.businessKey !== null && <> · {task.businessKey}</>}
        <CopyId value={task.taskKey} label={t("task.key")} hidden />
      </p>
      <h1 ref={heading} tabIndex={-1} data-task-heading className={classes.name}>
        {name}
      </h1>
      {(money !== null || subject !== null) && (
        <p className={classes.what}>
          {money !== null && <strong className={classes.money}>{money.text}</strong>}
          {subject !== null && <span className={classes.subject}>{subject}</span>}
        </p>
      )}
      <ul className={classes.facts}>
        {task.requester !== null && (
          <li>
            <Avatar name={nameOf(task.requester)} size={24} />
            <span>{t("task.asks", { name: nameOf(task.requester) })}</span>
            {task.createdAt !== null && (
              <span className={classes.muted}>
                <Time at={task.createdAt} />
              </span>
            )}
          </li>
        )}
        {task.dueAt !== null && (
          <li data-late={isOverdue(task.dueAt, now)}>
            <IconClock size={18} stroke={1.75} aria-hidden />
            <span>
              {working === null || task.due === null ? (
                <>
                  {t(isOverdue(task.dueAt, now) ? "task.overdue" : "task.due")} <Time at={task.dueAt} />
                </>
              ) : (
                <Tooltip
                  label={t("task.working.exact", {
                    when: exactTime(task.dueAt, locale),
                    calendar: task.due.calendarName,
                  })}
                  openDelay={400}
                >
                  <span>
                    {working}{" "}
                    <time dateTime={task.dueAt} className={classes.muted}>
                      {dayAndTime(task.dueAt, locale)}
                    </time>
                  </span>
                </Tooltip>
              )}
            </span>
          </li>
        )}
        {task.remindedAt !== null && (task.state === "OPEN" || task.state === "CLAIMED") && (
          <li>
            <IconBellRinging size={18} stroke={1.75} aria-hidden />
            <span>
              {task.requester === null
                ? t("task.remindedByNobody")
                : t("task.reminded", { name: nameOf(task.requester) })}{" "}
              <Time at={task.remindedAt} />
            </span>
          </li>
        )}
        {policy !== null && (
          <li>
            <IconUsers size={18} stroke={1.75} aria-hidden />
            <span>
              {policy} {waiting !== null && <span className={classes.muted}>{waiting}</span>}
            </span>
          </li>
        )}
      </ul>
    </header>
  );
}
