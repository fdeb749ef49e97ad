import { useTranslation } from "react-i18next";

import type { TaskDetail } from "@/shared/api/tasks.ts";
import { fieldsOf } from "@/shared/form/fields.ts";
import { businessEntries, moneyOf, subjectOf } from "@/shared/format/values.ts";
import { useLocale } from "@/shared/i18n/useLocale.ts";
import { describePolicy, describeWaiting } from "@/shared/process/describePolicy.ts";
import { toObject, Values } from "@/shared/process/Values.tsx";
import { nameOf } from "@/shared/ui/people.ts";
import { Time } from "@/shared/ui/Time.tsx";

import classes from "./MailDecision.module.css";

export const titleOf = (task: TaskDetail) => task.name ?? task.elementId;

/** What is asked: how much, for what, by whom, until when, and who else has a say. */
export function Request({ task }: { task: TaskDetail }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const fields = fieldsOf(task.form?.schema);
  const values = { ...toObject(task.variables), ...task.summary };
  const money = moneyOf(values, locale, fields);
  const subject = subjectOf(values, locale);
  const policy = describePolicy(task, locale, t);
  const waiting = task.progress && describeWaiting(task.progress, locale, t);
  return (
    <>
      {money !== null && <p className={classes.money}>{money.text}</p>}
      {subject !== null && <p className={classes.subject}>{subject}</p>}
      <p className={classes.who}>
        <span>{task.processName ?? task.processId}</span>
        {task.businessKey !== null && <span>{task.businessKey}</span>}
        {task.requester !== null && <span>{t("task.asks", { name: nameOf(task.requester) })}</span>}
        {task.dueAt !== null && (
          <span>
            {t("task.due")} <Time at={task.dueAt} />
          </span>
        )}
        {policy !== null && (
          <span>
            {policy} {waiting}
          </span>
        )}
      </p>
      {businessEntries(values).length > 0 && <Values values={values} fields={fields} />}
    </>
  );
}
