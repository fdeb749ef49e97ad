package io.countersign.engine.mailapproval;

import io.countersign.engine.tasks.Outcome;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A link that was sent.
 *
 * @param username to whom
 * @param used null while nothing was decided with it
 */
record DecisionLink(
        UUID id,
        long taskKey,
        long processInstanceKey,
        String username,
        Instant expiresAt,
        @Nullable Use used) {

    /** What was decided with it. */
    record Use(Outcome outcome, Instant at) {}

    DecisionLink withUse(Use use) {
        return new DecisionLink(id, taskKey, processInstanceKey, username, expiresAt, use);
    }

    boolean hasExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
