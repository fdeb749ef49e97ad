package io.countersign.workers.notifications;

import io.countersign.workers.jobs.JobResult.RetryLater;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the mails of a job stand.
 *
 * @param since when they were queued, null where there are none
 * @param open who still waits for one
 * @param sent who has got one
 * @param notDelivered who won't
 */
record Progress(@Nullable Instant since, int open, int sent, int notDelivered) {

    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    /** Puts off a job that waits for its mails: how long it has taken so far says how long it may take. */
    RetryLater lookAgain(Instant now) {
        Duration half =
                Duration.between(Objects.requireNonNullElse(since, now), now).dividedBy(2);
        Duration wait = half.compareTo(SHORTEST_WAIT) < 0
                ? SHORTEST_WAIT
                : half.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : half;
        return new RetryLater("The mail is on its way to " + open + " recipients.", wait, false);
    }
}
