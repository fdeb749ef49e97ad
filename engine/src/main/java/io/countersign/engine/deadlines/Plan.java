package io.countersign.engine.deadlines;

import io.countersign.engine.calendars.BusinessTime;
import io.countersign.engine.calendars.WorkingTime;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The moments that terms lead to.
 *
 * @param reminders the first one first
 */
record Plan(
        String calendarId,
        Instant due,
        List<Instant> reminders,
        @Nullable Instant escalate,
        @Nullable Instant expire) {

    /**
     * @param own the task's own due date
     * @throws IllegalArgumentException where there is no due date, or the calendar has no working time
     */
    static Plan of(DeadlineTerms terms, Instant created, @Nullable Instant own, BusinessTime time) {
        Instant due = terms.due() == null ? own : time.add(created, terms.due());
        if (due == null) {
            throw new IllegalArgumentException("deadline.due is missing, and the task has no due date of its own");
        }
        return new Plan(
                time.calendar().id(),
                due,
                terms.reminders().stream()
                        .map(before -> time.subtract(due, before))
                        .sorted()
                        .toList(),
                after(due, terms.escalate(), time),
                after(due, terms.expire(), time));
    }

    private static @Nullable Instant after(Instant due, @Nullable WorkingTime late, BusinessTime time) {
        return late == null ? null : time.add(due, late);
    }
}
