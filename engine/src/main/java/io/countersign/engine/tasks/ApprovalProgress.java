package io.countersign.engine.tasks;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far an approval has come.
 *
 * @param policy any, all, quorum, weighted or sequential
 * @param has how much approval there is: people, or with {@code weighted} their weights
 * @param needs how much there has to be
 * @param reachable false where those who may still vote could not bring so much together
 * @param waitingFor the first of those whose vote is awaited by name, in alphabetical order
 * @param waitingForGroup anybody of this group, where one decides after the other
 * @param waiting how many may still vote; null where one decides after the other
 */
public record ApprovalProgress(
        String policy,
        int has,
        int needs,
        boolean reachable,
        List<Person> waitingFor,
        @Nullable String waitingForGroup,
        @Nullable Integer waiting) {

    private static final int NAMES = 10;

    /** @param open whether anybody may still vote */
    static ApprovalProgress of(ApprovalPolicy policy, Ballot ballot, boolean open) {
        boolean inTurn = policy instanceof ApprovalPolicy.Sequential;
        return new ApprovalProgress(
                policy.name(),
                ballot.approving(),
                policy.needs(ballot),
                !open || policy.isReachable(ballot),
                ballot.undecided().stream()
                        .map(Elector::person)
                        .sorted(Comparator.comparing(Person::displayName).thenComparing(Person::username))
                        .limit(NAMES)
                        .toList(),
                open ? nextGroup(policy, ballot) : null,
                inTurn ? null : ballot.undecided().size());
    }

    private static @Nullable String nextGroup(ApprovalPolicy policy, Ballot ballot) {
        return policy instanceof ApprovalPolicy.Sequential sequential
                ? sequential
                        .turn(ballot.votes())
                        .filter(Audience::isGroup)
                        .map(Audience::nameOf)
                        .orElse(null)
                : null;
    }
}
