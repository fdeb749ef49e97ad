package io.countersign.store.audit;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it was written.
 *
 * @param before JSON object, null where there was nothing
 * @param after JSON object, null where there is nothing
 * @param personal by field; a value is null where its subject was erased
 */
public record AuditRecord(
        long id,
        Instant at,
        Who actor,
        @Nullable Who onBehalfOf,
        String action,
        String objectType,
        String objectId,
        @Nullable Long processInstanceKey,
        @Nullable String requestId,
        @Nullable String before,
        @Nullable String after,
        Map<String, @Nullable String> personal) {

    /** Somebody an entry speaks of; {@code name} is null where the subject was erased. */
    public record Who(Actor.Kind kind, @Nullable String name) {}
}
