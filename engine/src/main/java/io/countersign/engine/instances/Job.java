package io.countersign.engine.instances;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A piece of work that a worker, or for a human task a person, has to do. */
public record Job(
        @Nullable String jobKey,
        @Nullable String elementInstanceKey,
        String elementId,
        String type,
        String state,
        int retries,
        @Nullable String worker,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        @Nullable Instant createdAt,
        @Nullable Instant endedAt) {}
