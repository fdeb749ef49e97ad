package io.countersign.engine.tasks;

import java.util.List;

/**
 * What was said of a task, and who may still say something.
 *
 * @param votes one of each voter, in the order in which they came
 */
record Ballot(List<Vote> votes, List<Elector> undecided) {

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
}
