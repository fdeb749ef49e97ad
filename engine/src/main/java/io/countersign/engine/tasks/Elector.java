package io.countersign.engine.tasks;

import java.util.Collection;

/**
 * Somebody whose vote on a task is asked for.
 *
 * @param principals the name and the groups; none of somebody who is named but does not work here
 */
record Elector(Person person, Collection<String> principals) {

    boolean canVote() {
        return !principals.isEmpty();
    }
}
