package io.countersign.engine.tasks;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A task that has just appeared.
 *
 * @param approval its frozen policy, null where it has none
 */
public record ArrivedTask(
        long taskKey,
        long processInstanceKey,
        long rootInstanceKey,
        String processId,
        @Nullable JsonNode approval) {

    static ArrivedTask of(EngineTask task) {
        return new ArrivedTask(
                task.key(),
                task.processInstanceKey(),
                task.rootProcessInstanceKey(),
                task.processId(),
                task.approval());
    }
}
