package io.countersign.engine.tasks;

import io.countersign.engine.commands.CommandStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a task stands for the people who work with it. */
public enum TaskState {
    OPEN,
    /** Somebody took it. */
    CLAIMED,
    /** Decided here, for good; the engine has not confirmed it yet. */
    DECIDED,
    COMPLETED,
    /** Another client completed it at the engine, past this inbox. */
    COMPLETED_ELSEWHERE,
    CANCELED;

    static TaskState of(EngineTask task, boolean claimed, List<Vote> votes, @Nullable CommandStatus completion) {
        return switch (task.state()) {
            case CANCELED -> CANCELED;
            case COMPLETED ->
                votes.stream().anyMatch(vote -> vote.id().equals(task.completedBy())) ? COMPLETED : COMPLETED_ELSEWHERE;
            case OPEN -> {
                if (votes.stream().anyMatch(Vote::conclusive)) {
                    yield decided(completion);
                }
                yield claimed ? CLAIMED : OPEN;
            }
        };
    }

    /** The engine's answer may be here before its record is. */
    private static TaskState decided(@Nullable CommandStatus completion) {
        if (completion == null || completion.outcome() == null) {
            return DECIDED;
        }
        return switch (completion.outcome()) {
            case OK -> COMPLETED;
            case COMPLETED_ELSEWHERE -> COMPLETED_ELSEWHERE;
            case CANCELED -> CANCELED;
            case NOT_FOUND, INVALID_STATE, INVALID_ARGUMENT, FAILED -> DECIDED;
        };
    }
}
