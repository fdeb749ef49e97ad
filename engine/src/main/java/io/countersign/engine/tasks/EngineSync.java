package io.countersign.engine.tasks;

import com.fasterxml.jackson.annotation.JsonValue;
import io.countersign.engine.commands.CommandStatus;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a decision has not taken effect in the engine yet. */
public enum EngineSync {
    /** On its way. */
    WAITING,
    /** An incident has to be resolved first. */
    BLOCKED,
    /** The engine did not take it; an operator has to look. */
    REFUSED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static @Nullable EngineSync of(@Nullable CommandStatus completion) {
        if (completion == null) {
            return null;
        }
        return switch (completion.state()) {
            case PENDING, AMBIGUOUS -> WAITING;
            case HELD -> BLOCKED;
            case DONE -> null;
            case REFUSED, DEAD ->
                completion.outcome() == CommandStatus.Outcome.COMPLETED_ELSEWHERE
                                || completion.outcome() == CommandStatus.Outcome.CANCELED
                        ? null
                        : REFUSED;
        };
    }
}
