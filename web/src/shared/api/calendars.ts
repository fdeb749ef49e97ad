import { queryOptions } from "@tanstack/react-query";
import * as z from "zod/mini";

import { listOf, maybe } from "./parse.ts";
import { request } from "./request.ts";

/** As the server names them, the first day of the week first. */
export const weekdays = [
  "MONDAY",
  "TUESDAY",
  "WEDNESDAY",
  "THURSDAY",
  "FRIDAY",
  "SATURDAY",
  "SUNDAY",
] as const;
export type Weekday = (typeof weekdays)[number];

const hours = z.array(z.string());

const calendarSchema = z.object({
  calendarId: z.string(),
  name: z.string(),
  zone: z.string(),
  /** Hours such as 09:00-17:00 in their order. */
  week: z.object({
    MONDAY: hours,
    TUESDAY: hours,
    WEDNESDAY: hours,
    THURSDAY: hours,
    FRIDAY: hours,
    SATURDAY: hours,
    SUNDAY: hours,
  } satisfies Record<Weekday, typeof hours>),
  region: maybe(z.string()),
  daysOff: z.array(z.object({ date: z.string(), name: z.string() })),
  workingDays: z.array(z.string()),
  processIds: z.array(z.string()),
  groups: z.array(z.string()),
  isDefault: z.boolean(),
  version: z.number(),
});
export type BusinessCalendar = z.output<typeof calendarSchema>;

export type CalendarBody = Omit<BusinessCalendar, "isDefault" | "version"> & {
  /** As last read: a change in between is answered with 409. Null for a new one. */
  version: number | null;
};

const path = (id: string) => `/api/v1/calendars/${encodeURIComponent(id)}`;

export const calendarsQuery = queryOptions({
  queryKey: ["calendars"],
  queryFn: ({ signal }) => request("/api/v1/calendars", listOf(calendarSchema), { signal }),
});

export const saveCalendar = ({ calendarId, ...body }: CalendarBody) =>
  request(path(calendarId), calendarSchema, { method: body.version === null ? "POST" : "PUT", body });

export const deleteCalendar = (calendarId: string) =>
  request(path(calendarId), z.unknown(), { method: "DELETE" });

const regionSchema = z.object({ id: z.string(), name: z.string(), country: maybe(z.string()) });
export type Region = z.output<typeof regionSchema>;

/** @param language in which the server names them */
export const regionsQuery = (language: string) =>
  queryOptions({
    queryKey: ["holiday-regions", language],
    queryFn: ({ signal }) => request("/api/v1/holiday-regions", listOf(regionSchema), { signal }),
    staleTime: Infinity,
  });

const holidaySchema = z.object({ date: z.string(), name: z.string() });

export const holidaysQuery = (region: string, year: number, language: string) =>
  queryOptions({
    queryKey: ["holiday-regions", language, region, year],
    queryFn: ({ signal }) =>
      request(`/api/v1/holiday-regions/${encodeURIComponent(region)}/holidays`, listOf(holidaySchema), {
        signal,
        query: { year },
      }),
    staleTime: Infinity,
  });
