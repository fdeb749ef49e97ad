package io.countersign.engine.tasks;

import io.countersign.engine.readmodel.Columns;
import io.countersign.engine.readmodel.Condition;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * When tasks are due.
 *
 * @param from the first moment
 * @param before the first moment after it; null for any that is
 * @param withoutDate those that have no due date instead
 */
record DueRange(@Nullable Instant from, @Nullable Instant before, boolean withoutDate) {

    /** Null where both are. */
    static @Nullable DueRange between(@Nullable Instant from, @Nullable Instant before) {
        return from == null && before == null ? null : new DueRange(from, before, false);
    }

    /**
     * What somebody in a time zone calls it.
     *
     * @throws IllegalArgumentException where it has no such name
     */
    static DueRange named(String name, Instant now, ZoneId zone) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        return switch (name) {
            case "overdue" -> new DueRange(null, now, false);
            case "today" -> days(today, today.plusDays(1), zone);
            case "week" -> {
                LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                yield days(monday, monday.plusWeeks(1), zone);
            }
            case "none" -> new DueRange(null, null, true);
            default -> throw new IllegalArgumentException("has to be overdue, today, week or none");
        };
    }

    private static DueRange days(LocalDate from, LocalDate before, ZoneId zone) {
        return new DueRange(
                from.atStartOfDay(zone).toInstant(), before.atStartOfDay(zone).toInstant(), false);
    }

    /** @param dueAt infinite for a task without a due date */
    Condition of(String dueAt) {
        if (withoutDate) {
            return Condition.of(dueAt + " = 'infinity'");
        }
        var conditions = new ArrayList<Condition>();
        if (from != null) {
            conditions.add(Condition.of(dueAt + " >= ?", Columns.parameter(from)));
        }
        conditions.add(
                before == null
                        ? Condition.of(dueAt + " < 'infinity'")
                        : Condition.of(dueAt + " < ?", Columns.parameter(before)));
        return Condition.all(conditions);
    }
}
