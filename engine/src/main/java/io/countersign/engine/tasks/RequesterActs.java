package io.countersign.engine.tasks;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
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

    /** When the requester last reminded those who have the task, by task; tasks of which nobody was reminded are left out. */
    Map<Long, Instant> reminders(Collection<Long> taskKeys);

    Optional<Withdrawal> withdrawal(long rootInstanceKey);
}
