package io.countersign.engine.tasks;

import io.countersign.engine.identity.Caller;
import org.jspecify.annotations.Nullable;

/**
 * In whose place somebody acts on a task.
 *
 * @param absent whose substitute the actor is; null where he acts by his own right
 */
record Place(Caller actor, @Nullable Caller absent) {

    static Place own(Caller actor) {
        return new Place(actor, null);
    }

    /** By whose right it is done. */
    Caller principal() {
        return absent == null ? actor : absent;
    }

    @Nullable
    String onBehalfOf() {
        return absent == null ? null : absent.name();
    }
}
