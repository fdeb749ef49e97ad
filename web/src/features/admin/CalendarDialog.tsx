import { ActionIcon, Button, Modal, MultiSelect, Select, TagsInput, TextInput } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import type { Group } from "@/shared/api/admin.ts";
import {
  deleteCalendar,
  holidaysQuery,
  saveCalendar,
  weekdays,
  type BusinessCalendar,
  type CalendarBody,
  type Region,
  type Weekday,
} from "@/shared/api/calendars.ts";
import type { StartableProcess } from "@/shared/api/definitions.ts";
import { useLocale } from "@/shared/i18n/useLocale.ts";
import { clearable } from "@/shared/ui/clearable.ts";
import { ErrorNote } from "@/shared/ui/ErrorNote.tsx";

import classes from "./Admin.module.css";
import { parseHours, weekdayName, writeHours } from "./hours.ts";

const office = ["09:00-17:00"];
const proposal: CalendarBody = {
  calendarId: "",
  name: "",
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  week: {
    MONDAY: office,
    TUESDAY: office,
    WEDNESDAY: office,
    THURSDAY: office,
    FRIDAY: office,
    SATURDAY: [],
    SUNDAY: [],
  },
  region: null,
  daysOff: [],
  workingDays: [],
  processIds: [],
  groups: [],
  version: null,
};

interface CalendarDialogProps {
  calendar: BusinessCalendar | null;
  regions: readonly Region[];
  groups: readonly Group[];
  processes: readonly StartableProcess[];
  onClose: () => void;
}

export function CalendarDialog({ calendar, regions, groups, processes, onClose }: CalendarDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const small = useMediaQuery("(max-width: 767px)");
  const [body, setBody] = useState<CalendarBody>(calendar ?? proposal);
  const [typed, setTyped] = useState(
    () =>
      Object.fromEntries(weekdays.map((day) => [day, writeHours(body.week[day])])) as Record<Weekday, string>,
  );
  const [checked, setChecked] = useState(false);
  const set = (part: Partial<CalendarBody>) => setBody((before) => ({ ...before, ...part }));
  const zones = useMemo(
    () => [...new Set(["UTC", body.zone, ...Intl.supportedValuesOf("timeZone")])],
    [body.zone],
  );

  const done = () => {
    void client.invalidateQueries({ queryKey: ["calendars"] });
    onClose();
  };
  const save = useMutation({ mutationFn: saveCalendar, onSuccess: done });
  const remove = useMutation({ mutationFn: () => deleteCalendar(body.calendarId), onSuccess: done });

  const submit = () => {
    setChecked(true);
    const week = { ...body.week };
    for (const day of weekdays) {
      const hours = parseHours(typed[day]);
      if (hours === null) return;
      week[day] = hours;
    }
    if (weekdays.every((day) => week[day].length === 0)) return;
    save.mutate({ ...body, week });
  };
  const never = weekdays.every((day) => typed[day].trim() === "");

  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      fullScreen={small}
      title={calendar?.name ?? t("admin.calendars.add")}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      <form
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (event.currentTarget.reportValidity()) submit();
        }}
      >
        <TextInput
          label={t("admin.calendars.name")}
          required
          data-autofocus
          maxLength={100}
          value={body.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        {calendar === null && (
          <TextInput
            label={t("admin.calendars.id")}
            description={t("admin.calendars.idHint")}
            required
            autoCapitalize="none"
            maxLength={50}
            value={body.calendarId}
            onChange={(event) => set({ calendarId: event.currentTarget.value })}
          />
        )}
        <Select
          label={t("admin.calendars.zone")}
          searchable
          allowDeselect={false}
          data={zones}
          value={body.zone}
          onChange={(zone) => set({ zone: zone ?? body.zone })}
        />
        <Week typed={typed} checked={checked} onType={setTyped} />
        {checked && never && (
          <p className={classes.wrong} role="alert">
            {t("admin.calendars.neverOpen")}
          </p>
        )}
        <HolidayRegion regions={regions} region={body.region} onChange={(region) => set({ region })} />
        <DaysOff days={body.daysOff} onChange={(daysOff) => set({ daysOff })} />
        <WorkingDays days={body.workingDays} onChange={(workingDays) => set({ workingDays })} />
        <TagsInput
          label={t("admin.calendars.processes")}
          description={t("admin.calendars.processesHint")}
          data={processes.map(({ processId }) => processId)}
          value={body.processIds}
          onChange={(processIds) => set({ processIds })}
        />
        <MultiSelect
          label={t("admin.calendars.groups")}
          description={t("admin.calendars.groupsHint")}
          searchable
          data={groups.map(({ id, displayName }) => ({ value: id, label: displayName }))}
          value={body.groups}
          onChange={(chosen) => set({ groups: chosen })}
        />
        <ErrorNote error={save.error ?? remove.error} />
        <div className={classes.buttons}>
          <Button type="submit" loading={save.isPending}>
            {t("common.save")}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t("common.cancel")}
          </Button>
          {calendar !== null && !calendar.isDefault && (
            <Button
              variant="subtle"
              color="red"
              ms="auto"
              loading={remove.isPending}
              onClick={() => remove.mutate()}
            >
              {t("admin.calendars.delete")}
            </Button>
          )}
        </div>
      </form>
    </Modal>
  );
}

interface WeekProps {
  typed: Record<Weekday, string>;
  /** Whether what can't be understood is said also where somebody still types. */
  checked: boolean;
  onType: (typed: Record<Weekday, string>) => void;
}

function Week({ typed, checked, onType }: WeekProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const [left, setLeft] = useState<ReadonlySet<Weekday>>(new Set());
  return (
    <fieldset className={classes.week}>
      <legend>{t("admin.calendars.week")}</legend>
      <p className={classes.muted}>{t("admin.calendars.weekHint")}</p>
      {weekdays.map((day) => (
        <TextInput
          key={day}
          label={weekdayName(day, locale)}
          placeholder={t("admin.calendars.closed")}
          classNames={{ root: classes.weekday ?? "" }}
          value={typed[day]}
          error={
            (checked || left.has(day)) && parseHours(typed[day]) === null
              ? t("admin.calendars.hoursUnclear")
              : undefined
          }
          onBlur={() => setLeft(new Set([...left, day]))}
          onChange={(event) => onType({ ...typed, [day]: event.currentTarget.value })}
        />
      ))}
    </fieldset>
  );
}

function HolidayRegion({
  regions,
  region,
  onChange,
}: {
  regions: readonly Region[];
  region: string | null;
  onChange: (region: string | null) => void;
}) {
  const { t } = useTranslation();
  const countries = regions.filter(({ country }) => country === null);
  return (
    <div>
      <Select
        label={t("admin.calendars.region")}
        placeholder={t("admin.calendars.noHolidays")}
        searchable
        {...clearable(t)}
        data={countries.map((country) => ({
          group: country.name,
          items: regions
            .filter(({ id, country: of }) => id === country.id || of === country.id)
            .map(({ id, name }) => ({ value: id, label: name })),
        }))}
        value={region}
        onChange={onChange}
      />
      {region !== null && <Holidays region={region} />}
    </div>
  );
}

/** What this choice means. */
function Holidays({ region }: { region: string }) {
  const { t, i18n } = useTranslation();
  const locale = useLocale();
  const year = new Date().getFullYear();
  const now = useQuery(holidaysQuery(region, year, i18n.language));
  const next = useQuery(holidaysQuery(region, year + 1, i18n.language));
  const day = new Intl.DateTimeFormat(locale, {
    weekday: "short",
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  });
  if (now.data === undefined || next.data === undefined) {
    return <ErrorNote error={now.error ?? next.error} />;
  }
  return (
    <details className={classes.holidays}>
      <summary>{t("admin.calendars.holidaysOf", { count: now.data.items.length, year })}</summary>
      {[
        { of: year, items: now.data.items },
        { of: year + 1, items: next.data.items },
      ].map(({ of, items }) => (
        <section key={of} aria-label={`${of}`}>
          <h3>{of}</h3>
          <dl>
            {items.map(({ date, name }) => (
              <div key={date + name}>
                <dt>{day.format(new Date(date))}</dt>
                <dd>{name}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </details>
  );
}

function DaysOff({
  days,
  onChange,
}: {
  days: BusinessCalendar["daysOff"];
  onChange: (days: BusinessCalendar["daysOff"]) => void;
}) {
  const { t } = useTranslation();
  const change = (at: number, part: Partial<(typeof days)[number]>) =>
    onChange(days.map((day, index) => (index === at ? { ...day, ...part } : day)));
  return (
    <fieldset className={classes.days}>
      <legend>{t("admin.calendars.daysOff")}</legend>
      {days.map(({ date, name }, index) => (
        <div key={index} className={classes.day}>
          <TextInput
            type="date"
            required
            aria-label={t("admin.calendars.date")}
            value={date}
            onChange={(event) => change(index, { date: event.currentTarget.value })}
          />
          <TextInput
            aria-label={t("admin.calendars.dayName")}
            placeholder={t("admin.calendars.dayName")}
            maxLength={100}
            value={name}
            onChange={(event) => change(index, { name: event.currentTarget.value })}
          />
          <Remove what={name || date} onClick={() => onChange(days.filter((_, at) => at !== index))} />
        </div>
      ))}
      <Add
        label={t("admin.calendars.addDayOff")}
        onClick={() => onChange([...days, { date: "", name: "" }])}
      />
    </fieldset>
  );
}

function WorkingDays({ days, onChange }: { days: readonly string[]; onChange: (days: string[]) => void }) {
  const { t } = useTranslation();
  return (
    <fieldset className={classes.days}>
      <legend>{t("admin.calendars.workingDays")}</legend>
      <p className={classes.muted}>{t("admin.calendars.workingDaysHint")}</p>
      {days.map((date, index) => (
        <div key={index} className={classes.day}>
          <TextInput
            type="date"
            required
            aria-label={t("admin.calendars.date")}
            value={date}
            onChange={(event) =>
              onChange(days.map((day, at) => (at === index ? event.currentTarget.value : day)))
            }
          />
          <Remove what={date} onClick={() => onChange(days.filter((_, at) => at !== index))} />
        </div>
      ))}
      <Add label={t("admin.calendars.addWorkingDay")} onClick={() => onChange([...days, ""])} />
    </fieldset>
  );
}

function Add({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <div>
      <Button variant="subtle" size="sm" leftSection={<IconPlus size={16} aria-hidden />} onClick={onClick}>
        {label}
      </Button>
    </div>
  );
}

function Remove({ what, onClick }: { what: string; onClick: () => void }) {
  const { t } = useTranslation();
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={44}
      aria-label={t("admin.calendars.remove", { what })}
      onClick={onClick}
    >
      <IconX size={18} aria-hidden />
    </ActionIcon>
  );
}
