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
 * @param reachable false where all who may still vote could not bring so much together
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
        List<Elector> undecided = open ? ballot.undecided() : List.of();
        int has = ballot.approving();
        int more = undecided.stream()
                .mapToInt(elector -> policy.weightOf(elector.principals()))
                .sum();
        int needs = switch (policy) {
            case ApprovalPolicy.Any any -> 1;
            case ApprovalPolicy.All all -> ballot.votes().size() + undecided.size();
            case ApprovalPolicy.Quorum quorum -> quorum.approvals();
            case ApprovalPolicy.Weighted weighted -> weighted.threshold();
            case ApprovalPolicy.Sequential sequential -> sequential.steps().size();
        };
        boolean counted = policy instanceof ApprovalPolicy.Quorum || policy instanceof ApprovalPolicy.Weighted;
        return new ApprovalProgress(
                policy.name(),
                has,
                needs,
                !open || !counted || has + more >= needs,
                undecided.stream()
                        .map(Elector::person)
                        .sorted(Comparator.comparing(Person::displayName).thenComparing(Person::username))
                        .limit(NAMES)
                        .toList(),
                open ? nextGroup(policy, ballot) : null,
                policy instanceof ApprovalPolicy.Sequential ? null : undecided.size());
    }

    private static @Nullable String nextGroup(ApprovalPolicy policy, Ballot ballot) {
        return policy instanceof ApprovalPolicy.Sequential sequential
                ? sequential.next(ballot.votes()).stream()
                        .mapToObj(sequential.steps()::get)
                        .filter(Audience::isGroup)
                        .map(Audience::nameOf)
                        .findFirst()
                        .orElse(null)
                : null;
    }
}
