package io.countersign.workers.jobs;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waits that grow, with jitter, so that many who failed together don't come back together.
 *
 * @param first the shortest wait
 * @param most the longest
 */
public record Backoff(Duration first, Duration most, RandomGenerator random) {

    /** @param step 0 for the first wait */
    public Duration after(int step) {
        double factor = Math.pow(2, Math.clamp(step, 0, 30));
        double millis = Math.min((double) first.toMillis() * factor, (double) most.toMillis());
        return Duration.ofMillis(Math.round(millis * (0.75 + random.nextDouble() / 2)));
    }
}
