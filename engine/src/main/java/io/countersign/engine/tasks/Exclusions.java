package io.countersign.engine.tasks;

import java.util.HashSet;
import java.util.Set;
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

    /** Case does not matter here: the doubt goes against deciding. */
    boolean names(String username) {
        return names.stream().anyMatch(name -> name.equalsIgnoreCase(username));
    }
}
