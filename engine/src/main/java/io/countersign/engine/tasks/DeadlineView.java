package io.countersign.engine.tasks;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to happen, and what has happened, because of a task's deadline.
 *
 * @param problem what of the model's words is not understood; nothing happens then
 * @param remindAt when those it waits for are reminded next
 * @param remindedAt when they were reminded last
 * @param escalateAt when it goes to somebody else
 * @param escalatedAt when it did
 * @param escalateTo to whom, by name
 * @param expireAt when it is given up
 * @param expiredAt when it was
 * @param onExpiry what happens then: keep, reject or escalate
 */
public record DeadlineView(
        @Nullable String problem,
        @Nullable Instant remindAt,
        @Nullable Instant remindedAt,
        @Nullable Instant escalateAt,
        @Nullable Instant escalatedAt,
        List<String> escalateTo,
        @Nullable Instant expireAt,
        @Nullable Instant expiredAt,
        @Nullable String onExpiry) {}
