package io.countersign.engine.tasks;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one person said of a task.
 *
 * @param absent on whose behalf he said it; null where in his own name
 * @param weight what it counts
 * @param step which of those who decide one after the other it is for; 0 elsewhere
 * @param conclusive made the decision certain
 */
record Vote(
        UUID id,
        Person voter,
        @Nullable Person absent,
        Outcome outcome,
        @Nullable String comment,
        int weight,
        int step,
        boolean conclusive,
        Instant at) {

    /** Of those who are named in it. */
    Stream<String> usernames() {
        return Stream.of(voter, absent).filter(Objects::nonNull).map(Person::username);
    }

    Vote withNames(Map<String, String> people) {
        return new Vote(
                id,
                voter.withName(people),
                absent == null ? null : absent.withName(people),
                outcome,
                comment,
                weight,
                step,
                conclusive,
                at);
    }

    Vote withConclusive(boolean newConclusive) {
        return new Vote(id, voter, absent, outcome, comment, weight, step, newConclusive, at);
    }

    @Nullable
    String onBehalfOf() {
        return absent == null ? null : absent.username();
    }

    /** The user name of whom it counts for. */
    String place() {
        return absent == null ? voter.username() : absent.username();
    }
}
