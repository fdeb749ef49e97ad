import type { TFunction } from "i18next";

interface WorkingTime {
  workingMinutes: number;
  workingDays: number;
}

/** Days once there are more than two of them, else hours, else minutes; null where it is due now or before anybody works again. */
export function workingTimeLeft({ workingMinutes, workingDays }: WorkingTime, t: TFunction): string | null {
  const late = workingMinutes < 0;
  const days = Math.abs(workingDays);
  const minutes = Math.abs(workingMinutes);
  if (days > 2) return t(late ? "task.working.daysLate" : "task.working.daysLeft", { count: days });
  if (minutes === 0) return null;
  return minutes < 60
    ? t(late ? "task.working.minutesLate" : "task.working.minutesLeft", { count: minutes })
    : t(late ? "task.working.hoursLate" : "task.working.hoursLeft", { count: Math.round(minutes / 60) });
}
