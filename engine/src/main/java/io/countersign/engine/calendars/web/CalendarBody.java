package io.countersign.engine.calendars.web;

import io.countersign.engine.calendars.BusinessCalendar;
import io.countersign.engine.calendars.ChangeCalendars;
import io.countersign.engine.calendars.DayOff;
import io.countersign.engine.calendars.Opening;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A calendar as its editor sends it.
 *
 * @param week by weekday, hours such as {@code 09:00-17:00} in their order
 * @param version as last read; a change in between is then answered with 409. Not needed for a new one
 */
record CalendarBody(
        @NotBlank @Size(max = 100) String name,

        @NotBlank @Size(max = 60) @Schema(example = "Europe/Berlin")
        String zone,

        @NotNull Map<DayOfWeek, @NotNull @Size(max = 10) List<@NotBlank @Size(max = 11) String>> week,
        @Nullable @Size(max = 10) @Schema(example = "de-by") String region,
        @NotNull @Size(max = 1000) List<@NotNull @Valid Off> daysOff,
        @NotNull @Size(max = 1000) Set<@NotNull LocalDate> workingDays,
        @NotNull @Size(max = 200) Set<@NotBlank @Size(max = 255) String> processIds,
        @NotNull @Size(max = 200) Set<@NotBlank @Size(max = 100) String> groups,
        @Nullable Long version) {

    /** A day off with what it is. */
    record Off(
            @NotNull LocalDate date,
            @NotNull @Size(max = 100) String name) {}

    BusinessCalendar calendar(String id) {
        var hours = new EnumMap<DayOfWeek, List<Opening>>(DayOfWeek.class);
        week.forEach((day, openings) ->
                hours.put(day, openings.stream().map(CalendarBody::opening).toList()));
        return new BusinessCalendar(
                id,
                name.strip(),
                zone(zone),
                hours,
                region == null || region.isBlank() ? null : region,
                daysOff.stream()
                        .map(off -> new DayOff(off.date(), off.name().strip()))
                        .toList(),
                workingDays,
                processIds,
                groups,
                version == null ? 0 : version);
    }

    private static Opening opening(String text) {
        try {
            return Opening.parse(text);
        } catch (IllegalArgumentException unclear) {
            throw ChangeCalendars.unfit("week", "has \"" + text + "\": " + unclear.getMessage());
        }
    }

    private static ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException unknown) {
            throw ChangeCalendars.unfit(
                    "zone", "has to be a time zone such as Europe/Berlin, and \"" + id + "\" is none");
        }
    }
}
