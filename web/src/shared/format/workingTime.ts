import type { TFunction } from "i18next";

interface WorkingTime {
  workingMinutes: number;
  workingDays: number;
}

/** Days once there are more than two of them, else hours, else minutes. */
export function workingTimeLeft({ workingMinutes, workingDays }: WorkingTime, t: TFunction): string {
  const late = workingMinutes < 0;
  const days = Math.abs(workingDays);
  const minutes = Math.abs(workingMinutes);
  if (days > 2) return t(late ? "task.working.daysLate" : "task.working.daysLeft", { count: days });
  const hours = Math.floor(minutes / 60);
  return hours > 0
    ? t(late ? "task.working.hoursLate" : "task.working.hoursLeft", { count: hours })
    : t(late ? "task.working.minutesLate" : "task.working.minutesLeft", { count: minutes });
}
