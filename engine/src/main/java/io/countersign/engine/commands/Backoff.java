package io.countersign.engine.commands;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Doubles from try to try, with jitter, so that what failed together does not come back together. */
record Backoff(Duration min, Duration max, InstantSource clock, RandomGenerator random) {

    private static final int MOST_DOUBLINGS = 16;

    /** @param failures how many tries failed before, 0 for the first */
    Instant after(int failures) {
        var full = Math.min(max.toMillis(), min.toMillis() << Math.min(failures, MOST_DOUBLINGS));
        return clock.instant().plusMillis(full / 2 + random.nextLong(full / 2 + 1));
    }
}
