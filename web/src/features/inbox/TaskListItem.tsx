import { Link } from "@tanstack/react-router";
import {
  IconAlertTriangle,
  IconArrowBigUpLine,
  IconBellRinging,
  IconCheck,
  IconClock,
  IconHandGrab,
  IconHelpCircle,
  IconHourglass,
  IconMessageReply,
  IconUserShare,
} from "@tabler/icons-react";
import type { ReactNode, Ref } from "react";
import { useTranslation } from "react-i18next";

import { useLocale } from "@/shared/i18n/useLocale.ts";
import type { TaskRow } from "@/shared/api/tasks.ts";
import { moneyOf, subjectOf } from "@/shared/format/values.ts";
import { isOverdue, relativeTime } from "@/shared/format/when.ts";
import { workingTimeLeft } from "@/shared/format/workingTime.ts";
import { keepList } from "@/shared/inbox/filters.ts";
import { Chip } from "@/shared/ui/Chip.tsx";
import { nameOf } from "@/shared/ui/people.ts";
import { useNow } from "@/shared/ui/useNow.ts";

import classes from "./Inbox.module.css";
import type { Density } from "./TaskList.tsx";
import { GoneFlag, isRecent, TakenFlag } from "./TakenFlag.tsx";

interface TaskListItemProps {
  task: TaskRow;
  gone: boolean;
  open: boolean;
  me: string;
  /** Its place in the list; the list has -1 rows where nobody knows how many. */
  index: number;
  size: number;
  start: number;
  ref: Ref<HTMLLIElement>;
  /** What stands before the row, such as a box to select it. */
  leading?: ReactNode;
  density?: Density;
}

export function TaskListItem({
  task,
  gone,
  open,
  me,
  index,
  size,
  start,
  ref,
  leading,
  density = "roomy",
}: TaskListItemProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const now = useNow();
  const money = moneyOf(task.summary, locale);
  const subject = subjectOf(task.summary, locale) ?? task.businessKey;
  const when = task.endedAt ?? task.createdAt;
  return (
    <li
      ref={ref}
      className={classes.item}
      data-index={index}
      aria-posinset={index + 1}
      aria-setsize={size}
      style={{ transform: `translateY(${start}px)` }}
    >
      {leading}
      <Link
        to="/inbox/$taskKey"
        params={{ taskKey: task.taskKey }}
        search={keepList}
        className={classes.link}
        activeOptions={{ exact: true, includeSearch: true }}
        aria-current={open ? "true" : undefined}
        data-gone={gone}
        data-density={density}
      >
        <span className={classes.line}>
          <span className={classes.name}>{task.name ?? task.elementId}</span>
          {money !== null && <span className={classes.money}>{money.text}</span>}
        </span>
        {subject !== null && <span className={classes.subject}>{subject}</span>}
        <span className={classes.meta}>
          <span>
            {task.requester === null ? (task.processName ?? task.processId) : nameOf(task.requester)}
            {when !== null && ` · ${relativeTime(when, now, locale)}`}
          </span>
          <span className={classes.markers}>
            {task.remindedAt !== null && !gone && <Reminded />}
            {task.onBehalfOf !== null && (
              <Chip icon={IconUserShare}>{t("inbox.flag.for", { name: nameOf(task.onBehalfOf) })}</Chip>
            )}
            <Flag task={task} gone={gone} me={me} now={now} />
          </span>
        </span>
      </Link>
    </li>
  );
}

/** Small, beside whatever else there is to know. */
function Reminded() {
  const { t } = useTranslation();
  return (
    <span title={t("inbox.flag.reminded")} className={classes.reminded}>
      <IconBellRinging size={16} stroke={1.75} aria-hidden />
      <span className="visually-hidden">{t("inbox.flag.reminded")}</span>
    </span>
  );
}

/** The one thing to know about a task before opening it. */
export function Flag({ task, gone, me, now }: { task: TaskRow; gone: boolean; me: string; now: number }) {
  const { t } = useTranslation();
  const locale = useLocale();
  if (gone) return <GoneFlag taskKey={task.taskKey} me={me} />;
  if (task.blockedByIncident || task.engineSync === "blocked") {
    return (
      <Chip tone="care" icon={IconAlertTriangle}>
        {t("inbox.flag.blocked")}
      </Chip>
    );
  }
  if (task.state === "CANCELED") return <Chip>{t("inbox.flag.canceled")}</Chip>;
  if (task.state === "COMPLETED" || task.state === "COMPLETED_ELSEWHERE") {
    return <Chip icon={IconCheck}>{t("inbox.flag.done")}</Chip>;
  }
  if (task.state === "DECIDED") return <Chip icon={IconHourglass}>{t("inbox.flag.decided")}</Chip>;
  if (task.claimedBy !== null && task.claimedBy !== me && isRecent(task.claimedAt))
    return <TakenFlag task={task} />;
  if (task.question !== null) {
    return task.question.state === "WAITING" ? (
      <Chip tone="care" icon={IconHelpCircle}>
        {t("inbox.flag.asked")}
      </Chip>
    ) : (
      <Chip tone="info" icon={IconMessageReply}>
        {t("inbox.flag.answered")}
      </Chip>
    );
  }
  if (task.escalatedTo.includes(me)) {
    return (
      <Chip tone="care" icon={IconArrowBigUpLine}>
        {t("inbox.flag.escalated")}
      </Chip>
    );
  }
  if (task.dueAt !== null) {
    const late = isOverdue(task.dueAt, now);
    return (
      <Chip tone={late ? "bad" : "plain"} icon={IconClock}>
        {(task.due && workingTimeLeft(task.due, t)) ??
          t(late ? "inbox.flag.overdue" : "inbox.flag.due", {
            when: relativeTime(task.dueAt, now, locale),
          })}
      </Chip>
    );
  }
  if (task.claimedBy !== null) {
    return (
      <Chip tone={task.claimedBy === me ? "info" : "plain"} icon={IconHandGrab}>
        {task.claimedBy === me ? t("inbox.flag.yours") : (task.claimedByName ?? task.claimedBy)}
      </Chip>
    );
  }
  return null;
}
