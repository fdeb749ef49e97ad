import { useTranslation } from "react-i18next";

import type { TaskDetail } from "@/shared/api/tasks.ts";
import { relativeTime } from "@/shared/format/when.ts";
import { useLocale } from "@/shared/i18n/useLocale.ts";
import { Note } from "@/shared/ui/Note.tsx";
import { useNow } from "@/shared/ui/useNow.ts";

/** What happens when nobody decides in time, and what has happened. */
export function DeadlineNote({ task }: { task: TaskDetail }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const now = useNow();
  const { deadline } = task;
  if (deadline === null || (task.state !== "OPEN" && task.state !== "CLAIMED")) return null;
  if (deadline.problem !== null) {
    return (
      <Note tone="care" title={t("task.deadline.problem")}>
        {t("task.deadline.problemText", { why: deadline.problem })}
      </Note>
    );
  }
  const at = (time: string) => ({ when: relativeTime(time, now, locale) });
  const who = deadline.escalateTo.join(", ");
  const lines: string[] = [];
  if (deadline.remindedAt !== null) lines.push(t("task.deadline.reminded", at(deadline.remindedAt)));
  if (deadline.remindAt !== null) lines.push(t("task.deadline.remind", at(deadline.remindAt)));
  if (deadline.escalatedAt !== null && who !== "") {
    lines.push(t("task.deadline.escalated", { who, ...at(deadline.escalatedAt) }));
  } else if (deadline.escalateAt !== null) {
    lines.push(
      who === ""
        ? t("task.deadline.escalateNobody", at(deadline.escalateAt))
        : t("task.deadline.escalate", { who, ...at(deadline.escalateAt) }),
    );
  }
  if (deadline.expiredAt !== null) {
    lines.push(t("task.deadline.expired", at(deadline.expiredAt)));
  } else if (deadline.expireAt !== null) {
    const then =
      deadline.onExpiry === "reject"
        ? "reject"
        : deadline.onExpiry === "escalate"
          ? "expireEscalate"
          : "keep";
    lines.push(t(`task.deadline.${then}`, at(deadline.expireAt)));
  }
  return lines.length === 0 ? null : (
    <Note tone="plain" title={t("task.deadline.title")}>
      {lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    </Note>
  );
}
