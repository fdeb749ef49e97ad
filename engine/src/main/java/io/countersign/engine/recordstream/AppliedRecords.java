package io.countersign.engine.recordstream;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Lets somebody wait for the read model to change, whichever node changes it. Take a {@link #mark()}, look at the read model,
 * and where it is not what you wait for yet, {@link #awaitAfter} the mark and look again.
 */
@Component
public class AppliedRecords {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long changes;

    public long mark() {
        lock.lock();
        try {
            return changes;
        } finally {
            lock.unlock();
        }
    }

    /** @return false where nothing has changed since the mark */
    public boolean awaitAfter(long mark, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (changes == mark && left > 0) {
                left = changed.awaitNanos(left);
            }
            return changes != mark;
        } finally {
            lock.unlock();
        }
    }

    @EventListener
    void on(RecordsApplied applied) {
        heard();
    }

    void heard() {
        lock.lock();
        try {
            changes++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
