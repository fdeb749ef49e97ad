package io.countersign.engine.tasks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A vote, as the API shows it. */
public record DecisionView(
        String decisionId,
        Person by,
        @Nullable Person onBehalfOf,
        Outcome outcome,
        @Nullable String comment,
        Instant at) {

    static DecisionView from(Vote vote) {
        return new DecisionView(
                vote.id().toString(), vote.voter(), vote.absent(), vote.outcome(), vote.comment(), vote.at());
    }
}
