package io.countersign.engine.tasks;

import java.util.List;
import java.util.Optional;

/** How votes make a decision. */
interface ApprovalPolicy {

    /** The decision, as soon as it is certain in either direction; empty before. */
    Optional<Outcome> decide(List<Vote> votes);

    /** The policy of that name; empty where this version has none of it, and then nobody may decide. */
    static Optional<ApprovalPolicy> named(String name) {
        return switch (name) {
            case "any" -> Optional.of(new AnyVote());
            default -> Optional.empty();
        };
    }

    /** One vote is enough. */
    record AnyVote() implements ApprovalPolicy {
        @Override
        public Optional<Outcome> decide(List<Vote> votes) {
            return votes.stream().map(Vote::outcome).findFirst();
        }
    }
}
