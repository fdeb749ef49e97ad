package io.countersign.engine.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.tasks.ApprovalPolicy.All;
import io.countersign.engine.tasks.ApprovalPolicy.Any;
import io.countersign.engine.tasks.ApprovalPolicy.Quorum;
import io.countersign.engine.tasks.ApprovalPolicy.Sequential;
import io.countersign.engine.tasks.ApprovalPolicy.Weighted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ApprovalPolicyTests {

    private static final int CASES = 3000;

    /** Ten times three thousand elections of at most six people, who also change their minds. */
    @RepeatedTest(10)
    void decidesAsSoonAsNothingCanChangeIt(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < CASES; i++) {
            var electors = new ArrayList<>(electors(random));
            ApprovalPolicy policy = policy(random, electors);
            List<Vote> votes = new ArrayList<>();
            Optional<Outcome> decision = Optional.empty();
            Collections.shuffle(electors, random);
            for (var voters = new ArrayList<>(electors); decision.isEmpty() && !voters.isEmpty(); ) {
                boolean changes = !votes.isEmpty() && random.nextInt(4) == 0;
                Elector voter = changes
                        ? known(electors, votes.get(random.nextInt(votes.size())))
                        : next(policy, votes, voters);
                votes = with(
                        votes, vote(policy, votes, voter, random.nextInt(3) > 0 ? Outcome.APPROVED : Outcome.REJECTED));
                voters.remove(voter);

                decision = policy.decide(new Ballot(votes, voters));

                assertThat(decision)
                        .as("%s after %s, with %s to vote", policy, votes, voters)
                        .isEqualTo(expected(policy, votes, voters));
            }
        }
    }

    /** The model: it is certain if it comes out the same whatever the others say, and only people reject. */
    private static Optional<Outcome> expected(ApprovalPolicy policy, List<Vote> votes, List<Elector> undecided) {
        Set<Outcome> possible = EnumSet.noneOf(Outcome.class);
        for (int choice = 0; choice < 1 << undecided.size(); choice++) {
            var all = new ArrayList<>(votes);
            for (int i = 0; i < undecided.size(); i++) {
                boolean approves = (choice >> i & 1) == 1;
                all.add(vote(policy, all, undecided.get(i), approves ? Outcome.APPROVED : Outcome.REJECTED));
            }
            possible.add(inTheEnd(policy, all));
        }
        boolean certain = possible.size() == 1;
        Outcome outcome = possible.iterator().next();
        boolean byPeople = votes.stream().anyMatch(vote -> vote.outcome() == outcome);
        return certain && byPeople ? Optional.of(outcome) : Optional.empty();
    }

    private static Outcome inTheEnd(ApprovalPolicy policy, List<Vote> votes) {
        int weight = votes.stream()
                .filter(vote -> vote.outcome() == Outcome.APPROVED)
                .mapToInt(Vote::weight)
                .sum();
        boolean unanimous = votes.stream().allMatch(vote -> vote.outcome() == Outcome.APPROVED);
        boolean approved = switch (policy) {
            case Any any -> votes.getFirst().outcome() == Outcome.APPROVED;
            case All all -> unanimous;
            case Quorum quorum -> weight >= quorum.approvals();
            case Weighted weighted -> weight >= weighted.threshold();
            case Sequential sequential -> unanimous;
        };
        return approved ? Outcome.APPROVED : Outcome.REJECTED;
    }

    @Test
    void weighsUsersBeforeTheirGroupsAndEverybodyElseAsOne() {
        var policy = new Weighted(Map.of("ann", 2, "finance", 5, "board", 7), 9);

        assertThat(policy.weightOf(List.of("u:ann", "g:board"))).isEqualTo(2);
        assertThat(policy.weightOf(List.of("u:ben", "g:finance", "g:board"))).isEqualTo(7);
        assertThat(policy.weightOf(List.of("u:carl", "g:sales"))).isEqualTo(1);
    }

    @Test
    void neverRejectsByItselfWhereTooFewMayVote() {
        var policy = new Quorum(3);
        var ann = elector("ann");

        assertThat(policy.decide(new Ballot(List.of(vote(policy, List.of(), ann, Outcome.APPROVED)), List.of())))
                .isEmpty();
        assertThat(policy.decide(new Ballot(List.of(vote(policy, List.of(), ann, Outcome.REJECTED)), List.of())))
                .contains(Outcome.REJECTED);
    }

    private static ApprovalPolicy policy(Random random, List<Elector> electors) {
        return switch (random.nextInt(5)) {
            case 0 -> new Any();
            case 1 -> new All();
            case 2 -> new Quorum(1 + random.nextInt(electors.size() + 1));
            case 3 ->
                new Weighted(
                        Map.of("user0", 1 + random.nextInt(4), "group", 1 + random.nextInt(3)), 1 + random.nextInt(9));
            default ->
                new Sequential(electors.stream()
                        .map(elector -> Audience.user(elector.person().username()))
                        .toList());
        };
    }

    private static List<Elector> electors(Random random) {
        var electors = new ArrayList<Elector>();
        for (int i = 0; i <= random.nextInt(6); i++) {
            electors.add(random.nextBoolean() ? elector("user" + i) : elector("user" + i, "g:group"));
        }
        return electors;
    }

    private static Elector next(ApprovalPolicy policy, List<Vote> votes, List<Elector> voters) {
        if (policy instanceof Sequential sequential) {
            String turn = sequential.steps().get(sequential.next(votes).orElseThrow());
            return voters.stream()
                    .filter(voter -> voter.principals().contains(turn))
                    .findFirst()
                    .orElseThrow();
        }
        return voters.getFirst();
    }

    private static Elector known(List<Elector> electors, Vote vote) {
        return electors.stream()
                .filter(elector -> elector.person().equals(vote.voter()))
                .findFirst()
                .orElseThrow();
    }

    private static Vote vote(ApprovalPolicy policy, List<Vote> votes, Elector voter, Outcome outcome) {
        int step = policy instanceof Sequential sequential
                ? votes.stream()
                        .filter(vote -> vote.voter().equals(voter.person()))
                        .map(Vote::step)
                        .findFirst()
                        .orElseGet(() ->
                                sequential.steps().indexOf("u:" + voter.person().username()))
                : 0;
        return new Vote(
                UUID.randomUUID(),
                voter.person(),
                null,
                outcome,
                null,
                policy.weightOf(voter.principals()),
                step,
                false,
                Instant.EPOCH);
    }

    private static List<Vote> with(List<Vote> votes, Vote vote) {
        var all = new ArrayList<>(votes);
        all.removeIf(known -> known.voter().equals(vote.voter()));
        all.add(vote);
        return all;
    }

    private static Elector elector(String username, String... groups) {
        var principals = new ArrayList<>(List.of("u:" + username));
        principals.addAll(List.of(groups));
        return new Elector(new Person(username, username), principals);
    }
}
