package io.countersign.engine.commands;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How many commands may be on their way at once. It halves when the engine sheds load or is away, after a pause that grows
 * while that lasts, and opens again with every answer: an engine that comes back is not trampled.
 */
class EngineWindow {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(25);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final int max;
    private final InstantSource clock;
    private int limit;
    private int inFlight;
    private Instant pausedUntil = Instant.EPOCH;
    private Duration pause = Duration.ZERO;
    private boolean closed = true;

    EngineWindow(int max, InstantSource clock) {
        this.max = max;
        this.limit = max;
        this.clock = clock;
    }

    synchronized void open() {
        closed = false;
    }

    synchronized void close() {
        closed = true;
    }

    /** Takes up to {@code wanted} places; whoever takes one gives it back. */
    synchronized int take(int wanted) {
        if (closed || clock.instant().isBefore(pausedUntil)) {
            return 0;
        }
        var taken = Math.max(0, Math.min(wanted, limit - inFlight));
        inFlight += taken;
        return taken;
    }

    /** Gives back places that were not used. */
    synchronized void giveBack(int unused) {
        inFlight -= unused;
    }

    synchronized void answered() {
        inFlight--;
        limit = Math.min(max, limit + 1);
        pause = Duration.ZERO;
    }

    /** The engine was too busy, or away. */
    synchronized void overloaded() {
        inFlight--;
        var now = clock.instant();
        // everything that was on its way fails together; that counts once
        if (!now.isBefore(pausedUntil)) {
            limit = Math.max(1, limit / 2);
            pause = pause.isZero() ? FIRST_PAUSE : min(pause.multipliedBy(2), LONGEST_PAUSE);
            pausedUntil = now.plus(pause);
        }
    }

    synchronized int inFlight() {
        return inFlight;
    }

    /** How long nothing may be sent; zero where there is room. */
    synchronized Duration pauseLeft() {
        var left = Duration.between(clock.instant(), pausedUntil);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
