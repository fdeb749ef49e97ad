package io.countersign.engine.tasks;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one person said of a task.
 *
 * @param weight what it counts
 * @param step which of those who decide one after the other it is for; 0 elsewhere
 * @param conclusive made the decision certain
 */
record Vote(
        UUID id,
        Person voter,
        @Nullable String onBehalfOf,
        Outcome outcome,
        @Nullable String comment,
        int weight,
        int step,
        boolean conclusive,
        Instant at) {

    Vote withVoter(Person person) {
        return new Vote(id, person, onBehalfOf, outcome, comment, weight, step, conclusive, at);
    }

    Vote withConclusive(boolean newConclusive) {
        return new Vote(id, voter, onBehalfOf, outcome, comment, weight, step, newConclusive, at);
    }

    /** The user name of whom it counts for. */
    String place() {
        return onBehalfOf == null ? voter.username() : onBehalfOf;
    }
}
