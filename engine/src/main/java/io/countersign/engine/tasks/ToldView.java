package io.countersign.engine.tasks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who was written to about a task.
 *
 * @param to null where the address belongs to nobody here
 * @param state QUEUED, SENDING, SENT, DEFERRED, BOUNCED, FAILED or SUPPRESSED
 * @param dueAt when it is tried next, null where it is not
 * @param endedAt when it was clear what became of it
 */
public record ToldView(
        String subject,
        @Nullable Person to,
        String state,
        @Nullable Instant queuedAt,
        @Nullable Instant dueAt,
        @Nullable Instant endedAt) {}
