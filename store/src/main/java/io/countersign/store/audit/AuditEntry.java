package io.countersign.store.audit;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change of state.
 *
 * @param action past tense, dotted: {@code task.decided}
 * @param objectType the field's word in kebab case: {@code process-instance}, {@code task}, {@code user}
 * @param before JSON object, null where there was nothing; never personal values
 * @param after JSON object, null where there is nothing; never personal values
 * @param personal values of the actor's that must be erasable, by field: {@code comment}, {@code address}
 * @param enginePosition where the engine's record stands, null for what did not come from the engine; such an entry is
 *     written once, however often it is appended
 */
public record AuditEntry(
        Instant at,
        Actor actor,
        @Nullable Actor onBehalfOf,
        String action,
        String objectType,
        String objectId,
        @Nullable Long processInstanceKey,
        @Nullable String requestId,
        @Nullable String before,
        @Nullable String after,
        Map<String, String> personal,
        @Nullable EnginePosition enginePosition) {

    /** A place in the record stream. */
    public record EnginePosition(int partitionId, long position) {}
}
