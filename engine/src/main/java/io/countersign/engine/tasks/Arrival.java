package io.countersign.engine.tasks;

import io.countersign.engine.recordstream.ReadModelRebuild;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * A row of {@code task_arrival}.
 *
 * @param handled by whom already
 * @param tries how often somebody failed
 */
record Arrival(long taskKey, Instant arrivedAt, Set<String> handled, int tries) {

    private static final int MAX_TRIES = 12;
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration MISSING_PAUSE = Duration.ofSeconds(5);

    /** After some 40 minutes somebody has to look at it. */
    boolean isLastTry() {
        return tries + 1 >= MAX_TRIES;
    }

    Duration pause() {
        Duration pause = FIRST.multipliedBy(1L << Math.min(tries, MAX_TRIES));
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }

    /** When to look again for a task that the read model does not have: it comes back by itself when a rebuild gets there. */
    Instant whenBack(Instant now) {
        return now.plus(MISSING_PAUSE);
    }

    /** Whether it does not come back. */
    boolean isLost(Instant now) {
        return arrivedAt.plus(ReadModelRebuild.LONGEST).isBefore(now);
    }
}
