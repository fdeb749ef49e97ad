package io.countersign.engine.commands;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A command this node is at, until its lease runs out.
 *
 * @param inDoubt the read model has to say what became of it, before anything is sent
 * @param maybeAccepted some earlier try got no answer
 * @param sentAt when it was sent last; where it has not been, now
 * @param conclusiveAfter with {@code inDoubt}: what the read model does not have after this moment is not there
 */
record LeasedCommand(
        long id,
        EngineCommand command,
        @Nullable String requestId,
        boolean inDoubt,
        int attempts,
        int backoffs,
        boolean maybeAccepted,
        Instant createdAt,
        Instant sentAt,
        @Nullable Instant conclusiveAfter) {}
