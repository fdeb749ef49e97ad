package io.countersign.engine.recordstream;

import java.time.Duration;

/**
 * How long to let records gather before the next batch. A batch costs the same whether it holds ten records or a hundred, so
 * under load waiting as long as the last one took halves the cost; while little happens, everything is taken at once.
 */
final class Gathering {

    /** From here on the stream counts as busy. */
    private static final int BUSY = 50;

    private final Duration atMost;

    Gathering(Duration atMost) {
        this.atMost = atMost;
    }

    Duration after(int records, Duration took) {
        if (records < BUSY) {
            return Duration.ZERO;
        }
        return took.compareTo(atMost) < 0 ? took : atMost;
    }
}
