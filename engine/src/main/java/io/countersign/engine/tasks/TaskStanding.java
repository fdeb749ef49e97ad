package io.countersign.engine.tasks;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a task stands once somebody has acted on it. What else there is to know of it has not changed.
 *
 * @param engineSync why a decision has not taken effect yet, null where it has or there is none
 */
public record TaskStanding(
        String taskKey,
        TaskState state,
        @Nullable String claimedBy,
        @Nullable String claimedByName,
        @Nullable Instant claimedAt,
        @Nullable EngineSync engineSync,
        List<DecisionView> decisions) {

    static TaskStanding of(Task task) {
        Person claimant = task.claimedBy();
        return new TaskStanding(
                Long.toString(task.engine().key()),
                task.state(),
                claimant == null ? null : claimant.username(),
                claimant == null ? null : claimant.displayName(),
                task.claimedAt(),
                task.engineSync(),
                task.votes().stream().map(DecisionView::from).toList());
    }
}
