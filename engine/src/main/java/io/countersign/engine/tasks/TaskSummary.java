package io.countersign.engine.tasks;

import io.countersign.engine.commands.EngineCommand.TaskKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A task in a list.
 *
 * @param summary a few small variables of the instance, by name
 * @param due how much time is left, while it is open
 * @param escalatedAt when it went to somebody else because its time was up
 * @param escalatedTo the user names and groups that it went to
 * @param hasPolicy asks for a decision; otherwise for data
 * @param remindedAt when the requester last reminded those who have it, null where that never was
 * @param question how the latest question to the requester stands, null where nothing was asked
 * @param engineSync why a decision has not taken effect yet, null where it has or there is none
 * @param onBehalfOf the first, by user name, of those on whose behalf the caller would act; null where he needs no other's right
 */
public record TaskSummary(
        String taskKey,
        TaskKind kind,
        @Nullable String name,
        String elementId,
        String processInstanceKey,
        String processDefinitionKey,
        String processId,
        @Nullable String processName,
        TaskState state,
        @Nullable String assignee,
        @Nullable String claimedBy,
        @Nullable String claimedByName,
        @Nullable Instant claimedAt,
        List<String> candidateGroups,
        List<String> candidateUsers,
        @Nullable Instant dueAt,
        @Nullable Due due,
        @Nullable Instant escalatedAt,
        List<String> escalatedTo,
        @Nullable Instant followUpAt,
        int priority,
        @Nullable Instant createdAt,
        @Nullable Instant endedAt,
        @Nullable Person requester,
        @Nullable String businessKey,
        Map<String, JsonNode> summary,
        boolean hasPolicy,
        boolean blockedByIncident,
        @Nullable Instant remindedAt,
        AskedOfRequester.@Nullable Mark question,
        @Nullable EngineSync engineSync,
        @Nullable Person onBehalfOf) {

    static TaskSummary from(Task task, Map<String, JsonNode> summary, @Nullable Person onBehalfOf, @Nullable Due due) {
        EngineTask engine = task.engine();
        Escalation escalation = task.escalation();
        return new TaskSummary(
                Long.toString(engine.key()),
                engine.kind(),
                engine.name(),
                engine.elementId(),
                Long.toString(engine.processInstanceKey()),
                Long.toString(engine.processDefinitionKey()),
                engine.processId(),
                task.processName(),
                task.state(),
                username(engine.assignee()),
                username(task.claimedBy()),
                task.claimedBy() == null ? null : task.claimedBy().displayName(),
                task.claimedAt(),
                engine.candidateGroups(),
                engine.candidateUsers(),
                engine.dueAt(),
                due,
                escalation == null ? null : escalation.at(),
                escalation == null
                        ? List.of()
                        : escalation.to().stream().map(Audience::nameOf).toList(),
                engine.followUpAt(),
                engine.priority(),
                engine.createdAt(),
                engine.endedAt(),
                task.requester(),
                task.businessKey(),
                summary,
                engine.approval() != null,
                task.blockedByIncident(),
                task.remindedAt(),
                task.question(),
                task.engineSync(),
                onBehalfOf);
    }

    private static @Nullable String username(@Nullable Person person) {
        return person == null ? null : person.username();
    }
}
