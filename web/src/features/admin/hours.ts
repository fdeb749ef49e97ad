import { weekdays, type BusinessCalendar, type Weekday } from "@/shared/api/calendars.ts";

const time = /^(\d{1,2})(?:[:.](\d{2}))?$/;

/** Hours as people write them, "9-12, 13:00 – 17:30", as the server wants them; null where they can't be understood. */
export function parseHours(text: string): string[] | null {
  const parts = text
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const hours: string[] = [];
  let before = -1;
  for (const part of parts) {
    const [from, to, ...more] = part.split(/[-–—]/).map((side) => minutes(side.trim()));
    if (from == null || to == null || more.length > 0) return null;
    if (from < before || from >= to) return null;
    before = to;
    hours.push(`${clock(from)}-${clock(to)}`);
  }
  return hours;
}

function minutes(text: string): number | null {
  const found = time.exec(text);
  if (found === null) return null;
  const [, hour = "", minute = "0"] = found;
  const sum = Number(hour) * 60 + Number(minute);
  return Number(minute) < 60 && sum <= 24 * 60 ? sum : null;
}

const clock = (sum: number) =>
  `${String(Math.floor(sum / 60)).padStart(2, "0")}:${String(sum % 60).padStart(2, "0")}`;

export const writeHours = (hours: readonly string[]): string =>
  hours.map((span) => span.replace("-", "–")).join(", ");

/** The second of January 2023 was a Monday. */
export const weekdayName = (day: Weekday, locale: string, weekday: "long" | "short" = "long"): string =>
  new Intl.DateTimeFormat(locale, { weekday, timeZone: "UTC" }).format(
    new Date(Date.UTC(2023, 0, 2 + weekdays.indexOf(day))),
  );

/** "Mon–Fri 09:00–17:00": weekdays that follow each other and have the same hours are said once. */
export function describeWeek(week: BusinessCalendar["week"], locale: string): string {
  const runs: { first: Weekday; last: Weekday; hours: string }[] = [];
  for (const day of weekdays) {
    const hours = writeHours(week[day]);
    const run = runs.at(-1);
    if (run?.hours === hours) run.last = day;
    else runs.push({ first: day, last: day, hours });
  }
  return runs
    .filter(({ hours }) => hours !== "")
    .map(({ first, last, hours }) => {
      const days = [...new Set([first, last])].map((day) => weekdayName(day, locale, "short")).join("–");
      return `${days} ${hours}`;
    })
    .join(" · ");
}
