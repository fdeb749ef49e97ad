package io.countersign.engine.notifications;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call to another system.
 *
 * @param outcome SUCCEEDED, BUSINESS_ERROR, RETRY_LATER or GAVE_UP
 * @param recorded whether it is kept what was sent and what came back
 */
public record Execution(
        @Nullable String jobKey,
        int attempt,
        String target,
        String method,
        String url,
        @Nullable Integer status,
        String outcome,
        @Nullable String detail,
        boolean recorded,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {}
