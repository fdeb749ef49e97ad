package io.countersign.engine.tasks;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody acts for somebody else for a time.
 *
 * @param endsAt null where it holds until somebody ends it
 * @param processIds the processes it is for; empty: all
 * @param maxAmount up to which the instance's variable {@code amount} may go; null: any
 * @param createdBy the user name, or {@code key:} and the name of an API key
 * @param endedAt when it was ended early, or cancelled before it began
 */
record Substitution(
        UUID id,
        Person absent,
        Person substitute,
        Instant startsAt,
        @Nullable Instant endsAt,
        List<String> processIds,
        @Nullable BigDecimal maxAmount,
        String createdBy,
        Instant createdAt,
        @Nullable String endedBy,
        @Nullable Instant endedAt) {

    boolean isOver(Instant now) {
        return endedAt != null || (endsAt != null && !endsAt.isAfter(now));
    }
}
