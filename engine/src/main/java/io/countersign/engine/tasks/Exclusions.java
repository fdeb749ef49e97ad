package io.countersign.engine.tasks;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Who may not decide, whatever groups they are in: separation of duties.
 *
 * @param names user names
 */
record Exclusions(boolean requester, boolean previousApprovers, Set<String> names) {

    static final Exclusions NONE = new Exclusions(false, false, Set.of());

    /** @throws IllegalArgumentException where it does not say clearly who is excluded */
    static Exclusions of(JsonNode exclude) {
        if (exclude.isMissingNode()) {
            return NONE;
        }
        var names = new HashSet<>(Names.of("exclude", exclude));
        boolean requester = names.remove("requester");
        boolean previousApprovers = names.remove("previousApprovers");
        return new Exclusions(requester, previousApprovers, Set.copyOf(names));
    }

    /** Why somebody is excluded. */
    enum Reason {
        NAMED("excluded-by-name"),
        REQUESTER("excluded-requester"),
        PREVIOUS_APPROVER("excluded-previous-approver");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }

        /** @param who the person, or you */
        String inWords(String who) {
            return switch (this) {
                case NAMED -> "the process excludes " + who + " by name";
                case REQUESTER -> who + " made the request";
                case PREVIOUS_APPROVER -> who + " approved an earlier step of it";
            };
        }
    }

    /**
     * Why this user is excluded; null where he is not.
     *
     * @param approvers of earlier steps; asked for only where they are excluded
     */
    @Nullable
    Reason reason(String username, @Nullable Person itsRequester, Supplier<Set<String>> approvers) {
        if (names(username)) {
            return Reason.NAMED;
        }
        if (requester && itsRequester != null && itsRequester.username().equalsIgnoreCase(username)) {
            return Reason.REQUESTER;
        }
        return previousApprovers && approvers.get().stream().anyMatch(username::equalsIgnoreCase)
                ? Reason.PREVIOUS_APPROVER
                : null;
    }

    /** Case does not matter here: the doubt goes against deciding. */
    boolean names(String username) {
        return names.stream().anyMatch(name -> name.equalsIgnoreCase(username));
    }
}
