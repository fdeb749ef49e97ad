package io.countersign.engine.tasks;

import io.countersign.engine.commands.EngineCommand.TaskKind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the engine says of a task.
 *
 * @param principals who may act on it, see {@link Audience}
 * @param approval the policy, frozen when the task appeared; null for a plain task
 * @param deadline what the model says of its time, frozen as well
 * @param completedBy the id of the vote that the completion carried
 */
record EngineTask(
        long key,
        TaskKind kind,
        State state,
        String tenantId,
        long processInstanceKey,
        long rootProcessInstanceKey,
        long elementInstanceKey,
        long processDefinitionKey,
        String processId,
        String elementId,
        @Nullable String name,
        @Nullable Person assignee,
        List<String> candidateGroups,
        List<String> candidateUsers,
        List<String> principals,
        @Nullable Instant dueAt,
        @Nullable Instant followUpAt,
        int priority,
        @Nullable Long formKey,
        @Nullable String externalForm,
        @Nullable JsonNode approval,
        @Nullable JsonNode deadline,
        @Nullable Instant createdAt,
        @Nullable Instant endedAt,
        @Nullable UUID completedBy) {

    EngineTask withAssignee(@Nullable Person person) {
        return new EngineTask(
                key,
                kind,
                state,
                tenantId,
                processInstanceKey,
                rootProcessInstanceKey,
                elementInstanceKey,
                processDefinitionKey,
                processId,
                elementId,
                name,
                person,
                candidateGroups,
                candidateUsers,
                principals,
                dueAt,
                followUpAt,
                priority,
                formKey,
                externalForm,
                approval,
                deadline,
                createdAt,
                endedAt,
                completedBy);
    }

    /** As the engine sees it. */
    enum State {
        OPEN,
        COMPLETED,
        CANCELED
    }
}
