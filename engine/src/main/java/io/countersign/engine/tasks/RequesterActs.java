package io.countersign.engine.tasks;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a requester did since, for those whom the request asks. Implemented by those who keep the requests. */
public interface RequesterActs {

    /**
     * The request was taken back.
     *
     * @param reason in the requester's words, null where none was given
     */
    record Withdrawal(Instant at, @Nullable String reason) {}

    Optional<Withdrawal> withdrawal(long rootInstanceKey);
}
