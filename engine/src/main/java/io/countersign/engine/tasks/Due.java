package io.countersign.engine.tasks;

import io.countersign.engine.calendars.BusinessTime;
import io.countersign.engine.calendars.Calendars;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How much time an open task has left.
 *
 * @param workingMinutes in working time until it is due, or negative since then
 * @param workingDays the same in days on which people work, without the day of today
 * @param calendarName whose working time
 * @param zone of the calendar
 */
public record Due(Instant at, long workingMinutes, int workingDays, String calendarName, String zone) {

    /** Beyond this nobody counts hours. */
    private static final Duration FARTHEST = Duration.ofDays(400);

    static @Nullable Due of(EngineTask task, Calendars.Choice calendars, Instant now) {
        Instant at = task.dueAt();
        if (at == null
                || task.state() != EngineTask.State.OPEN
                || Duration.between(now, at).abs().compareTo(FARTHEST) > 0) {
            return null;
        }
        JsonNode deadline = task.deadline();
        String named = deadline == null ? null : deadline.path("calendar").asString("");
        BusinessTime time = calendars.of(named, task.processId(), task.candidateGroups());
        return new Due(
                at,
                time.between(now, at).toMinutes(),
                time.daysBetween(now, at),
                time.calendar().name(),
                time.calendar().zone().getId());
    }
}
