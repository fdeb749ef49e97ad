import i18next from "i18next";

import { dateTime, numbers, relativeWords } from "./formatters.ts";

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** "just now", "3 minutes ago", "in 2 days"; beyond a week the date. */
export function relativeTime(iso: string, now: number, locale: string): string {
  const seconds = Math.round((Date.parse(iso) - now) / 1000);
  const size = Math.abs(seconds);
  const words = relativeWords(locale, { numeric: "auto" });
  // what has just happened may seem to be yet to come: the clock of a screen moves in steps
  if (seconds > -45 && seconds <= 30) return i18next.t("time.justNow");
  if (size < hour) return words.format(Math.round(seconds / minute), "minute");
  if (size < day) return words.format(Math.round(seconds / hour), "hour");
  if (size < 7 * day) return words.format(calendarDays(iso, now), "day");
  return shortDate(iso, now, locale);
}

/** "2s ago", for what has just happened. */
export function agoInSeconds(iso: string, now: number, locale: string): string {
  const words = relativeWords(locale, { numeric: "always", style: "narrow" });
  return words.format(-Math.max(1, Math.round((now - Date.parse(iso)) / 1000)), "second");
}

function calendarDays(iso: string, now: number): number {
  const midnight = (time: number) => new Date(time).setHours(0, 0, 0, 0);
  return Math.round((midnight(Date.parse(iso)) - midnight(now)) / (day * 1000));
}

export const shortDate = (iso: string, now: number, locale: string): string =>
  dateTime(locale, {
    day: "numeric",
    month: "short",
    ...(new Date(iso).getFullYear() === new Date(now).getFullYear() ? {} : { year: "numeric" }),
  }).format(new Date(iso));

export const exactTime = (iso: string, locale: string): string =>
  dateTime(locale, { dateStyle: "full", timeStyle: "medium" }).format(new Date(iso));

/** "Tue 24 Nov, 10:00" */
export const dayAndTime = (iso: string, locale: string): string =>
  dateTime(locale, {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "numeric",
    minute: "2-digit",
  }).format(new Date(iso));

/** "Tuesday", or the date where it is more than six days ago. */
export function sinceDay(iso: string, now: number, locale: string): string {
  const days = calendarDays(iso, now);
  if (days === 0) return dateTime(locale, { timeStyle: "short" }).format(new Date(iso));
  return days > -7 && days < 0
    ? dateTime(locale, { weekday: "long" }).format(new Date(iso))
    : shortDate(iso, now, locale);
}

/** "today, 14:02", "Tuesday 14:02", or the date where it is more than six days ago. */
export function visitTime(iso: string, now: number, locale: string): string {
  const at = new Date(iso);
  const days = calendarDays(iso, now);
  if (days > -7 && days < -1) {
    return dateTime(locale, { weekday: "long", hour: "numeric", minute: "2-digit" }).format(at);
  }
  const time = dateTime(locale, { timeStyle: "short" }).format(at);
  const day =
    days >= -1 ? relativeWords(locale, { numeric: "auto" }).format(days, "day") : shortDate(iso, now, locale);
  return `${day}, ${time}`;
}

export const isOverdue = (iso: string | null, now: number): boolean => iso !== null && Date.parse(iso) < now;

export function duration(seconds: number, locale: string): string {
  const [value, unit] =
    seconds < 90
      ? [seconds, "second"]
      : seconds < 90 * minute
        ? [seconds / minute, "minute"]
        : seconds < 36 * hour
          ? [seconds / hour, "hour"]
          : [seconds / day, "day"];
  return numbers(locale, {
    style: "unit",
    unit,
    unitDisplay: "long",
    maximumFractionDigits: value < 10 && unit === "second" ? 1 : 0,
  }).format(value);
}
