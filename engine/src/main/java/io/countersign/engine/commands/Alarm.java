package io.countersign.engine.commands;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes one thread, at once or at a moment. */
class Alarm {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final InstantSource clock;
    private Instant at = Instant.MAX;

    Alarm(InstantSource clock) {
        this.clock = clock;
    }

    void now() {
        at(Instant.EPOCH);
    }

    void at(Instant moment) {
        lock.lock();
        try {
            if (moment.isBefore(at)) {
                at = moment;
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns when it rings, after {@code atMost} all the same. */
    void await(Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            var end = clock.instant().plus(atMost);
            while (clock.instant().isBefore(end) && clock.instant().isBefore(at)) {
                var until = at.isBefore(end) ? at : end;
                var unused = changed.await(
                        Math.max(1, Duration.between(clock.instant(), until).toMillis()), TimeUnit.MILLISECONDS);
            }
            at = Instant.MAX;
        } finally {
            lock.unlock();
        }
    }
}
