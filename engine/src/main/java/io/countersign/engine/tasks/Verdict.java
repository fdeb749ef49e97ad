package io.countersign.engine.tasks;

import org.jspecify.annotations.Nullable;

/**
 * Whether somebody may do something with a task, and in whose place.
 *
 * @param refusal null where he may
 */
record Verdict(Place place, @Nullable Refusal refusal) {

    boolean allows() {
        return refusal == null;
    }
}
