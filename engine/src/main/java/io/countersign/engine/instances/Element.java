package io.countersign.engine.instances;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An element that an instance has come to.
 *
 * @param elementType as Zeebe names it: SERVICE_TASK, USER_TASK, …; UNSPECIFIED where an incident kept the instance from
 *     entering it
 * @param state ACTIVE, COMPLETED or TERMINATED
 */
public record Element(
        String elementInstanceKey,
        String elementId,
        @Nullable String elementName,
        String elementType,
        String state,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        boolean hasIncident) {}
