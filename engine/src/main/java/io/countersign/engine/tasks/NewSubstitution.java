package io.countersign.engine.tasks;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A substitution that somebody wants.
 *
 * @param absent null for the caller
 * @param startsAt null for now
 */
public record NewSubstitution(
        @Nullable String absent,
        @Nullable String substitute,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        List<String> processIds,
        @Nullable BigDecimal maxAmount) {}
