package io.countersign.workers.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/**
 * When those who were sent away are to come again: one after the other, no faster than they would be let in. Came they all together, they
 * would be sent away together, and that would cost the engine more than what they want done.
 */
final class Turns {

    private static final Duration SHORTEST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final AtomicReference<Instant> last = new AtomicReference<>(Instant.EPOCH);

    /** @param apart how long one turn takes */
    Duration next(Instant now, Duration apart) {
        Instant earliest = now.plus(SHORTEST);
        Instant turn = last.updateAndGet(before -> {
            Instant next = before.plus(apart);
            if (next.isBefore(earliest)) {
                return earliest;
            }
            // whoever comes later than that shares its turn with others, rather than to wait for ever
            return next.isAfter(now.plus(LONGEST)) ? now.plus(LONGEST.dividedBy(2)) : next;
        });
        return Duration.between(now, turn);
    }
}
