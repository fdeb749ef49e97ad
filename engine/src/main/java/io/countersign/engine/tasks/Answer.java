package io.countersign.engine.tasks;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What somebody answers to a task.
 *
 * @param onBehalfOf the user name of whom he answers for; null leaves that to the rules
 */
public record Answer(
        Outcome outcome,
        @Nullable String comment,
        Map<String, @Nullable JsonNode> variables,
        @Nullable String onBehalfOf) {}
