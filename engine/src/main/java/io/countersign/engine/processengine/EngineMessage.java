package io.countersign.engine.processengine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A message to instances that wait for it.
 *
 * @param messageId the engine takes a message of one name, correlation key and id once while it lives; null: no such check
 * @param variables a JSON object
 */
public record EngineMessage(
        String name,
        String correlationKey,
        @Nullable String messageId,
        Duration timeToLive,
        String variables,
        String tenantId) {}
