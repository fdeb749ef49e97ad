package io.countersign.engine.tasks;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an instance waits for.
 *
 * @param assignee who has it, null where anybody of the groups may take it
 */
public record WaitingTask(
        String taskKey,
        @Nullable String taskName,
        @Nullable Instant since,
        @Nullable Person assignee,
        List<String> candidateGroups) {}
