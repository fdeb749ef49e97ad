package io.countersign.engine.tasks;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An open task, for those who watch its time.
 *
 * @param deadline the model's words, frozen when the task appeared
 * @param asked the user names of those who can act on it now
 * @param waitsFor the user names of those whose managers it goes to: who has it, else the approvers who are named and have not voted,
 *     else the requester
 * @param waitsForNames for whom it waits, for people
 * @param escalatedTo in the words of {@code task_candidate}
 */
public record DueTask(
        long taskKey,
        String tenantId,
        @Nullable String name,
        String processId,
        String processName,
        @Nullable String businessKey,
        long processInstanceKey,
        long rootInstanceKey,
        List<String> candidateGroups,
        Instant createdAt,
        @Nullable Instant dueAt,
        @Nullable JsonNode deadline,
        @Nullable JsonNode approval,
        Set<String> asked,
        List<String> waitsFor,
        List<String> waitsForNames,
        List<String> escalatedTo) {}
