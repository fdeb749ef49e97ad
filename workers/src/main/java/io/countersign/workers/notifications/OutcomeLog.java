package io.countersign.workers.notifications;

import io.countersign.workers.jobs.Pause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Writes down what came of mails. Whoever comes while others are written waits for them, and is written with all who wait: many connections
 * share a commit, and yet none sends its next mail before the last one is safe. So a crash repeats one mail per connection at most.
 */
@Component
class OutcomeLog {

    private static final Logger LOG = LoggerFactory.getLogger(OutcomeLog.class);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    private final Notifications notifications;
    private final Clock clock;
    private final Pause pause;
    private final ReentrantLock lock = new ReentrantLock();
    private final ConcurrentLinkedQueue<Entry> waiting = new ConcurrentLinkedQueue<>();

    private static final class Entry {

        private final List<Outcome> outcomes;
        private boolean written;
        private @Nullable RuntimeException failed;

        Entry(List<Outcome> outcomes) {
            this.outcomes = outcomes;
        }
    }

    OutcomeLog(Notifications notifications, Clock clock, Pause pause) {
        this.notifications = notifications;
        this.clock = clock;
        this.pause = pause;
    }

    /** @param leasedUntil till then a database that is away is waited for, for what the server has taken would go out twice */
    void write(List<Outcome> outcomes, Instant leasedUntil) {
        var entry = new Entry(outcomes);
        waiting.add(entry);
        lock.lock();
        try {
            if (!entry.written && entry.failed == null) {
                writeAll(leasedUntil);
            }
        } finally {
            lock.unlock();
        }
        if (entry.failed != null) {
            throw entry.failed;
        }
    }

    private void writeAll(Instant leasedUntil) {
        var entries = new ArrayList<Entry>();
        for (Entry entry = waiting.poll(); entry != null; entry = waiting.poll()) {
            entries.add(entry);
        }
        try {
            record(entries.stream().flatMap(entry -> entry.outcomes.stream()).toList(), leasedUntil);
            entries.forEach(entry -> entry.written = true);
        } catch (RuntimeException e) {
            // thrown by each of those who wait for it
            entries.forEach(entry -> entry.failed = e);
        }
    }

    private void record(List<Outcome> outcomes, Instant leasedUntil) {
        while (true) {
            try {
                notifications.record(outcomes);
                return;
            } catch (DataAccessException | TransactionException e) {
                if (!clock.instant().plus(BETWEEN_TRIES).isBefore(leasedUntil) || !pause.lasted(BETWEEN_TRIES)) {
                    throw e;
                }
                LOG.warn("what came of {} mails can't be written down yet", outcomes.size(), e);
            }
        }
    }
}
