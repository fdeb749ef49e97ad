package io.countersign.engine.calendars.web;

import io.countersign.engine.calendars.BusinessCalendar;
import io.countersign.engine.calendars.DayOff;
import io.countersign.engine.calendars.Opening;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A calendar, as the API shows it.
 *
 * @param week of every weekday, hours such as {@code 09:00-17:00}
 * @param isDefault serves whatever has no other calendar, and can't be deleted
 */
record CalendarView(
        String calendarId,
        String name,
        String zone,
        Map<DayOfWeek, List<String>> week,
        @Nullable String region,
        List<DayOff> daysOff,
        List<LocalDate> workingDays,
        List<String> processIds,
        List<String> groups,
        boolean isDefault,
        long version) {

    static CalendarView from(BusinessCalendar calendar) {
        var week = new LinkedHashMap<DayOfWeek, List<String>>();
        Arrays.stream(DayOfWeek.values())
                .forEach(day -> week.put(
                        day,
                        calendar.week().getOrDefault(day, List.of()).stream()
                                .map(Opening::toString)
                                .toList()));
        return new CalendarView(
                calendar.id(),
                calendar.name(),
                calendar.zone().getId(),
                week,
                calendar.region(),
                calendar.daysOff(),
                calendar.workingDays().stream().sorted().toList(),
                calendar.processIds().stream().sorted().toList(),
                calendar.groups().stream().sorted().toList(),
                calendar.id().equals(BusinessCalendar.DEFAULT),
                calendar.version());
    }
}
