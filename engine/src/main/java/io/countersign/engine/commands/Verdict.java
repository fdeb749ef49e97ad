package io.countersign.engine.commands;

import io.countersign.engine.commands.CommandStatus.Outcome;
import io.countersign.engine.commands.CommandStatus.State;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What becomes of a command after a try. */
sealed interface Verdict {

    /** It is over. */
    record Finish(State state, Outcome outcome, @Nullable String detail, Map<String, @Nullable Object> result)
            implements Verdict {}

    /**
     * It is sent again.
     *
     * @param weather true where the engine's weather spoiled the try, so that it costs no attempt
     */
    record SendAgain(
            Instant dueAt,
            boolean weather,
            boolean maybeAccepted,
            @Nullable String detail) implements Verdict {}

    /**
     * The read model is asked, and believed once it has seen everything up to {@code conclusiveAfter}.
     *
     * @param weather as in {@link SendAgain}
     */
    record AskReadModel(
            Instant dueAt,
            Instant conclusiveAfter,
            boolean weather,
            boolean maybeAccepted,
            @Nullable String detail) implements Verdict {}

    /** It waits for an incident to be resolved. */
    record Hold(Instant dueAt, @Nullable String detail) implements Verdict {}

    static Finish done(Map<String, @Nullable Object> result) {
        return new Finish(State.DONE, Outcome.OK, null, result);
    }

    static Finish refused(Outcome outcome, @Nullable String detail) {
        return new Finish(State.REFUSED, outcome, detail, Map.of());
    }

    static Finish dead(Outcome outcome, @Nullable String detail) {
        return new Finish(State.DEAD, outcome, detail, Map.of());
    }
}
