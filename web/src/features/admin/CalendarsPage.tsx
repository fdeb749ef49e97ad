import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { groupsQuery } from "@/shared/api/admin.ts";
import { calendarsQuery, regionsQuery } from "@/shared/api/calendars.ts";
import { startableProcessesQuery } from "@/shared/api/definitions.ts";
import { useLocale } from "@/shared/i18n/useLocale.ts";
import { Chip } from "@/shared/ui/Chip.tsx";
import { ErrorState } from "@/shared/ui/ErrorState.tsx";
import { TextLink } from "@/shared/ui/links.tsx";
import { Skeletons } from "@/shared/ui/Skeletons.tsx";
import { Table } from "@/shared/ui/Table.tsx";

import classes from "./Admin.module.css";
import { AdminPage } from "./AdminPage.tsx";
import { CalendarDialog } from "./CalendarDialog.tsx";
import { describeWeek } from "./hours.ts";

/** `edit` in the address: a calendar's id, or this for a new one. */
const newCalendar = "+";

/** When people work, so that deadlines are reckoned in working time. */
export function CalendarsPage() {
  const { t, i18n } = useTranslation();
  const locale = useLocale();
  const { edit } = useSearch({ from: "/app/admin/calendars" });
  const navigate = useNavigate();
  const calendars = useQuery(calendarsQuery);
  const regions = useQuery(regionsQuery(i18n.language));
  const groups = useQuery(groupsQuery);
  const processes = useQuery(startableProcessesQuery);
  const all = calendars.data?.items ?? [];
  const edited = all.find(({ calendarId }) => calendarId === edit);
  const processNames = new Map(processes.data?.items.map(({ processId, name }) => [processId, name]));
  const groupNames = new Map(groups.data?.items.map(({ id, displayName }) => [id, displayName]));
  const regionNames = new Map(regions.data?.items.map(({ id, name }) => [id, name]));
  return (
    <AdminPage
      part="calendars"
      actions={
        <Button
          leftSection={<IconPlus size={18} aria-hidden />}
          onClick={() => void navigate({ to: "/admin/calendars", search: { edit: newCalendar } })}
        >
          {t("admin.calendars.add")}
        </Button>
      }
    >
      {calendars.isPending ? (
        <Skeletons rows={3} height={56} />
      ) : calendars.isLoadingError ? (
        <ErrorState error={calendars.error} onRetry={() => void calendars.refetch()} />
      ) : (
        <Table
          label={t("admin.calendars.title")}
          head={[
            t("admin.calendars.name"),
            t("admin.calendars.hours"),
            t("admin.calendars.holidays"),
            t("admin.calendars.serves"),
          ]}
        >
          {all.map((calendar) => (
            <tr key={calendar.calendarId}>
              <td>
                <TextLink to="/admin/calendars" search={{ edit: calendar.calendarId }}>
                  {calendar.name}
                </TextLink>
              </td>
              <td>
                {describeWeek(calendar.week, locale)}
                <div className={classes.muted}>{calendar.zone}</div>
              </td>
              <td>
                {calendar.region === null
                  ? t("admin.calendars.noHolidays")
                  : (regionNames.get(calendar.region) ?? calendar.region)}
              </td>
              <td>
                <span className={classes.chips}>
                  {calendar.isDefault && <Chip>{t("admin.calendars.rest")}</Chip>}
                  {calendar.processIds.map((id) => (
                    <Chip key={id}>{processNames.get(id) ?? id}</Chip>
                  ))}
                  {calendar.groups.map((id) => (
                    <Chip key={id}>{groupNames.get(id) ?? id}</Chip>
                  ))}
                </span>
              </td>
            </tr>
          ))}
        </Table>
      )}
      {(edited !== undefined || (edit === newCalendar && calendars.isSuccess)) && (
        <CalendarDialog
          key={edit}
          calendar={edited ?? null}
          regions={regions.data?.items ?? []}
          groups={groups.data?.items ?? []}
          processes={processes.data?.items ?? []}
          onClose={() => void navigate({ to: "/admin/calendars", search: {} })}
        />
      )}
    </AdminPage>
  );
}
