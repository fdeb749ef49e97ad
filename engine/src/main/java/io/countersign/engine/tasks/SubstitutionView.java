package io.countersign.engine.tasks;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A substitution, as the API shows it.
 *
 * @param endsAt null where it holds until somebody ends it
 * @param processIds the processes it is for; empty: all
 * @param maxAmount up to which the variable {@code amount} of a request may go; null: any
 * @param createdBy the user name, or {@code key:} and the name of an API key
 * @param endedAt when it was ended early, or cancelled before it began
 */
public record SubstitutionView(
        String id,
        Person absent,
        Person substitute,
        Instant startsAt,
        @Nullable Instant endsAt,
        List<String> processIds,
        @Nullable BigDecimal maxAmount,
        State state,
        String createdBy,
        Instant createdAt,
        @Nullable String endedBy,
        @Nullable Instant endedAt) {

    /** How it stands at the moment of the answer. */
    public enum State {
        PLANNED,
        ACTIVE,
        ENDED
    }

    static SubstitutionView from(Substitution substitution, Instant now) {
        return new SubstitutionView(
                substitution.id().toString(),
                substitution.absent(),
                substitution.substitute(),
                substitution.startsAt(),
                substitution.endsAt(),
                substitution.processIds(),
                substitution.maxAmount(),
                state(substitution, now),
                substitution.createdBy(),
                substitution.createdAt(),
                substitution.endedBy(),
                substitution.endedAt());
    }

    private static State state(Substitution substitution, Instant now) {
        if (substitution.isOver(now)) {
            return State.ENDED;
        }
        return substitution.startsAt().isAfter(now) ? State.PLANNED : State.ACTIVE;
    }
}
