package io.countersign.engine.requests;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request that somebody has begun to fill in.
 *
 * @param formKey the form it was filled in for, null where the process has none
 * @param version what the next change has to name, so that it undoes nothing that it has not seen
 */
public record Draft(
        String draftId,
        String processId,
        @Nullable String formKey,
        JsonNode values,
        long version,
        Instant createdAt,
        Instant updatedAt) {}
