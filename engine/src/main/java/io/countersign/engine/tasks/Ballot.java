package io.countersign.engine.tasks;

import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * What was said of a task, and who may still say something.
 *
 * @param votes one of each voter, in the order in which they came
 */
record Ballot(List<Vote> votes, List<Elector> undecided) {

    boolean hasApproval() {
        return votes.stream().anyMatch(vote -> vote.outcome() == Outcome.APPROVED);
    }

    boolean hasRejection() {
        return votes.stream().anyMatch(vote -> vote.outcome() == Outcome.REJECTED);
    }

    /** The weights of those who approve. */
    int approving() {
        return votes.stream()
                .filter(vote -> vote.outcome() == Outcome.APPROVED)
                .mapToInt(Vote::weight)
                .sum();
    }

    /** Whether so much approval is there, or can't come any more. */
    Optional<Outcome> reaching(int threshold, ToIntFunction<Elector> weight) {
        if (approving() >= threshold) {
            return Optional.of(Outcome.APPROVED);
        }
        int atMost = approving() + undecided.stream().mapToInt(weight).sum();
        return hasRejection() && atMost < threshold ? Optional.of(Outcome.REJECTED) : Optional.empty();
    }
}
