package io.countersign.engine.instances;

import io.countersign.engine.identity.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Told, in the transaction that accepts a start, that somebody's request is on its way. A bean per feature that cares. */
public interface StartAccepted {

    void accepted(Caller caller, @Nullable String idempotencyKey, UUID startId);
}
