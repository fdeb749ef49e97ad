package io.countersign.engine.tasks;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * How votes make a decision: as soon as it is certain, in either direction, whatever those who may still vote would say. Only people reject:
 * where too few may vote to reach what is asked for, the task stays open until somebody is added.
 */
sealed interface ApprovalPolicy {

    /** As models name it. */
    String name();

    /** Whether one vote may not be enough. Nobody has such a task for himself. */
    default boolean isForSeveral() {
        return true;
    }

    /** The decision; empty while it is not certain. */
    Optional<Outcome> decide(Ballot ballot);

    /** What the vote of somebody counts who is all of these principals. */
    default int weightOf(Collection<String> principals) {
        return 1;
    }

    /** One vote is enough. */
    record Any() implements ApprovalPolicy {

        @Override
        public String name() {
            return "any";
        }

        @Override
        public boolean isForSeveral() {
            return false;
        }

        @Override
        public Optional<Outcome> decide(Ballot ballot) {
            return ballot.votes().stream().map(Vote::outcome).findFirst();
        }
    }

    /** Everybody has to approve. */
    record All() implements ApprovalPolicy {

        @Override
        public String name() {
            return "all";
        }

        @Override
        public Optional<Outcome> decide(Ballot ballot) {
            if (ballot.hasRejection()) {
                return Optional.of(Outcome.REJECTED);
            }
            return ballot.undecided().isEmpty() && ballot.hasApproval()
                    ? Optional.of(Outcome.APPROVED)
                    : Optional.empty();
        }
    }

    /** So many have to approve. */
    record Quorum(int approvals) implements ApprovalPolicy {

        @Override
        public String name() {
            return "quorum";
        }

        @Override
        public Optional<Outcome> decide(Ballot ballot) {
            return ballot.reaching(approvals, elector -> 1);
        }
    }

    /**
     * The weights of those who approve have to make up the threshold.
     *
     * @param weights by the name of a user or a group; a user's own comes before the highest of his groups', and 1 is for everybody else
     */
    record Weighted(Map<String, Integer> weights, int threshold) implements ApprovalPolicy {

        @Override
        public String name() {
            return "weighted";
        }

        @Override
        public Optional<Outcome> decide(Ballot ballot) {
            return ballot.reaching(threshold, elector -> weightOf(elector.principals()));
        }

        @Override
        public int weightOf(Collection<String> principals) {
            return heaviest(principals, Audience::user)
                    .orElseGet(() -> heaviest(principals, Audience::group).orElse(1));
        }

        private OptionalInt heaviest(Collection<String> principals, UnaryOperator<String> principal) {
            return weights.entrySet().stream()
                    .filter(weight -> principals.contains(principal.apply(weight.getKey())))
                    .mapToInt(Map.Entry::getValue)
                    .max();
        }
    }

    /**
     * One after the other has to approve.
     *
     * @param steps whose turn it is at each: a principal, so that a step may be for anybody of a group
     */
    record Sequential(List<String> steps) implements ApprovalPolicy {

        @Override
        public String name() {
            return "sequential";
        }

        @Override
        public Optional<Outcome> decide(Ballot ballot) {
            if (ballot.hasRejection()) {
                return Optional.of(Outcome.REJECTED);
            }
            return next(ballot.votes()).isEmpty() ? Optional.of(Outcome.APPROVED) : Optional.empty();
        }

        /** The first step that nobody has voted at; empty once there is none. */
        OptionalInt next(List<Vote> votes) {
            return IntStream.range(0, steps.size())
                    .filter(step -> votes.stream().noneMatch(vote -> vote.step() == step))
                    .findFirst();
        }
    }
}
