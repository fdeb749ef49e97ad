package io.countersign.engine.deadlines;

import io.countersign.engine.recordstream.ReadModelRebuild;
import io.countersign.engine.tasks.DueTask;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code task_deadline}.
 *
 * @param problem why the model's words are not understood; nothing happens then
 * @param ownDue the due date that the model gave the task itself
 * @param handled how many of the reminders are behind us, sent or not
 */
record Deadline(
        long taskKey,
        @Nullable String problem,
        @Nullable Instant ownDue,
        @Nullable String calendarId,
        @Nullable Instant due,
        List<Instant> reminders,
        int handled,
        @Nullable Instant remindedAt,
        @Nullable Instant escalate,
        @Nullable Instant escalatedAt,
        @Nullable Instant expire,
        @Nullable Instant expiredAt) {

    /** Of a task that has just appeared. */
    static Deadline of(DueTask task) {
        return new Deadline(task.taskKey(), null, task.dueAt(), null, null, List.of(), 0, null, null, null, null, null);
    }

    /** Whether a task that the read model is without may be brought back by a rebuild. */
    boolean mayComeBack(Instant now) {
        return Stream.of(due, escalate, expire)
                .filter(Objects::nonNull)
                .anyMatch(at -> now.isBefore(at.plus(ReadModelRebuild.LONGEST)));
    }
}
