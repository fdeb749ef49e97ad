package io.countersign.engine.instances;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** @param scopeKey the element instance that has it, or the process instance itself */
public record ScopedVariable(
        @Nullable String variableKey, @Nullable String scopeKey, String name, JsonNode value) {}
