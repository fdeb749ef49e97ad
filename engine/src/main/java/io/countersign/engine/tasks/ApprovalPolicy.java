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

    /** How much approval there has to be. */
    int needs(Ballot ballot);

    /** What the vote of somebody counts who is all of these principals. */
    default int weightOf(Collection<String> principals) {
        return 1;
    }

    /** Whether one vote may not be enough. Nobody has such a task for himself. */
    default boolean isForSeveral() {
        return true;
    }

    /** Whether those who may still vote could bring together what is missing. */
    default boolean isReachable(Ballot ballot) {
        int more = ballot.undecided().stream()
                .mapToInt(elector -> weightOf(elector.principals()))
                .sum();
        return ballot.approving() + more >= needs(ballot);
    }

    /** The decision; empty while it is not certain. */
    default Optional<Outcome> decide(Ballot ballot) {
        if (ballot.approving() >= needs(ballot)) {
            return Optional.of(Outcome.APPROVED);
        }
        return ballot.hasRejection() && !isReachable(ballot) ? Optional.of(Outcome.REJECTED) : Optional.empty();
    }

    /** One vote is enough, and the first is the last. */
    record Any() implements ApprovalPolicy {

        @Override
        public String name() {
            return "any";
        }

        @Override
        public int needs(Ballot ballot) {
            return 1;
        }

        @Override
        public boolean isForSeveral() {
            return false;
        }

        @Override
        public boolean isReachable(Ballot ballot) {
            return !ballot.hasRejection();
        }
    }

    /** Everybody has to approve. */
    record All() implements ApprovalPolicy {

        @Override
        public String name() {
            return "all";
        }

        @Override
        public int needs(Ballot ballot) {
            return ballot.votes().size() + ballot.undecided().size();
        }

        @Override
        public boolean isReachable(Ballot ballot) {
            return ballot.undecided().stream().allMatch(Elector::canVote) && ApprovalPolicy.super.isReachable(ballot);
        }
    }

    /** So many have to approve. */
    record Quorum(int approvals) implements ApprovalPolicy {

        @Override
        public String name() {
            return "quorum";
        }

        @Override
        public int needs(Ballot ballot) {
            return approvals;
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
        public int needs(Ballot ballot) {
            return threshold;
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
        public int needs(Ballot ballot) {
            return steps.size();
        }

        @Override
        public boolean isReachable(Ballot ballot) {
            boolean somebodyIsNext = !ballot.undecided().isEmpty()
                    || turn(ballot.votes()).filter(Audience::isGroup).isPresent();
            return somebodyIsNext && !ballot.hasRejection();
        }

        /** The first step that nobody has voted at; empty once there is none. */
        OptionalInt next(List<Vote> votes) {
            return IntStream.range(0, steps.size())
                    .filter(step -> votes.stream().noneMatch(vote -> vote.step() == step))
                    .findFirst();
        }

        /** The principal at that step. */
        Optional<String> turn(List<Vote> votes) {
            return next(votes).stream().mapToObj(steps::get).findFirst();
        }
    }
}
