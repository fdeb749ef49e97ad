package io.countersign.engine.commands;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a command.
 *
 * @param outcome how it ended, null while it is open
 * @param detail what the engine said, in words; null where it said nothing
 * @param result what the engine answered, such as {@code processInstanceKey}; empty while there is nothing
 */
public record CommandStatus(
        long id,
        State state,
        @Nullable Outcome outcome,
        @Nullable String detail,
        Map<String, @Nullable Object> result) {

    /** Of a command that has only just been written. */
    public static CommandStatus pending(long id) {
        return new CommandStatus(id, State.PENDING, null, null, Map.of());
    }

    /** PENDING and AMBIGUOUS are on their way, HELD waits for an incident, the others are final. */
    public enum State {
        PENDING,
        AMBIGUOUS,
        HELD,
        DONE,
        REFUSED,
        DEAD
    }

    /** How a command ended. */
    public enum Outcome {
        OK,
        COMPLETED_ELSEWHERE,
        CANCELED,
        NOT_FOUND,
        INVALID_STATE,
        INVALID_ARGUMENT,
        FAILED
    }
}
