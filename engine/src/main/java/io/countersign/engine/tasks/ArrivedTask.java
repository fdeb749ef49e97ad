package io.countersign.engine.tasks;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A task that has just appeared.
 *
 * @param approval its frozen policy, null where it has none
 * @param hasDeadline whether the model says something of its time
 */
public record ArrivedTask(
        long taskKey,
        long processInstanceKey,
        long rootInstanceKey,
        String processId,
        @Nullable JsonNode approval,
        boolean hasDeadline) {

    static ArrivedTask of(EngineTask task) {
        return new ArrivedTask(
                task.key(),
                task.processInstanceKey(),
                task.rootProcessInstanceKey(),
                task.processId(),
                task.approval(),
                task.deadline() != null);
    }
}
