package io.countersign.engine.tasks;

import io.countersign.engine.identity.Caller;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A list that somebody keeps. It has no tasks: whoever opens it sees of what it asks for what he may see.
 *
 * @param columns variables that a table shows
 * @param sharedWith the ids of the groups whose members have it, too
 * @param position among the owner's
 */
public record InboxView(
        UUID id,
        Person owner,
        String name,
        @Nullable String icon,
        InboxParameters query,
        List<String> columns,
        List<String> sharedWith,
        int position) {

    boolean isShared() {
        return !sharedWith.isEmpty();
    }

    boolean isOf(Caller caller) {
        return caller.isPerson() && caller.name().equals(owner.username());
    }
}
