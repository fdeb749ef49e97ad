package io.countersign.exporter;

import java.time.Duration;

/** Keeps a log line that would come with every try down to one a minute. */
final class OnceAMinute {

    private static final long PERIOD = Duration.ofMinutes(1).toNanos();

    private long last = System.nanoTime() - PERIOD;

    boolean isDue() {
        var now = System.nanoTime();
        if (now - last < PERIOD) {
            return false;
        }
        last = now;
        return true;
    }

    void reset() {
        last = System.nanoTime() - PERIOD;
    }
}
