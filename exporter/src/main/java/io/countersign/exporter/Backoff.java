package io.countersign.exporter;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Doubles with every failure, with jitter, so that partitions do not come back all at once. */
final class Backoff {

    private final Duration first;
    private final Duration most;
    private Duration next;

    Backoff(Duration first, Duration most) {
        this.first = first;
        this.most = most;
        this.next = first;
    }

    long nextMillis() {
        var delay = next.toMillis();
        next = next.multipliedBy(2).compareTo(most) < 0 ? next.multipliedBy(2) : most;
        return delay / 2 + ThreadLocalRandom.current().nextLong(delay / 2 + 1);
    }

    void reset() {
        next = first;
    }
}
