package io.countersign.engine.calendars;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When people work.
 *
 * @param zone whose clock the hours mean
 * @param week by weekday, the hours in their order; weekdays without hours may be missing
 * @param region whose holidays are kept, such as {@code de-by}; null where none are
 * @param workingDays on which people work though it is a holiday, a day off or no day of theirs
 * @param processIds whose tasks it is for
 * @param groups of candidates whose tasks it is for
 * @param version counts what was changed
 */
public record BusinessCalendar(
        String id,
        String name,
        ZoneId zone,
        Map<DayOfWeek, List<Opening>> week,
        @Nullable String region,
        List<DayOff> daysOff,
        Set<LocalDate> workingDays,
        Set<String> processIds,
        Set<String> groups,
        long version) {

    /** Is there always, for whatever has no other calendar. */
    public static final String DEFAULT = "default";

    public BusinessCalendar {
        week = Map.copyOf(week);
        daysOff = List.copyOf(daysOff);
        workingDays = Set.copyOf(workingDays);
        processIds = Set.copyOf(processIds);
        groups = Set.copyOf(groups);
    }

    boolean isDefault() {
        return id.equals(DEFAULT);
    }

    List<Opening> hours(DayOfWeek day) {
        return week.getOrDefault(day, List.of());
    }

    /** Those of the weekday; a day without hours that is worked all the same has those of the first working day of the week. */
    List<Opening> hoursOfWorkingDay(DayOfWeek day) {
        if (!hours(day).isEmpty()) {
            return hours(day);
        }
        for (DayOfWeek other : DayOfWeek.values()) {
            if (!hours(other).isEmpty()) {
                return hours(other);
            }
        }
        return List.of();
    }
}
