package io.countersign.engine.tasks;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one person said of a task.
 *
 * @param conclusive made the decision certain
 */
record Vote(
        UUID id,
        Person voter,
        @Nullable String onBehalfOf,
        Outcome outcome,
        @Nullable String comment,
        boolean conclusive,
        Instant at) {

    Vote withVoter(Person person) {
        return new Vote(id, person, onBehalfOf, outcome, comment, conclusive, at);
    }
}
