package io.countersign.engine.deadlines;

import java.time.Instant;
import java.util.List;
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
        @Nullable Instant expiredAt) {}
