package io.countersign.exporter;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Between the broker's actor, which must never wait, and the writer, which may. */
final class RecordBuffer {

    /** More than that in one COPY hardly makes a row cheaper, so nobody rests once it is there. */
    private static final int WORTH_WRITING = 500;

    static final long NEVER = Long.MAX_VALUE / 2;

    private static final long NOTHING_SEEN = -1;

    private final Settings settings;
    private final long idleNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private final ArrayDeque<LogRow> rows = new ArrayDeque<>();
    private long bytes;
    private long seen = NOTHING_SEEN;
    private long seenTimestamp;
    private long handedOut = NOTHING_SEEN;
    private boolean resting;
    private boolean closed;

    /** @param idleNanos how long a position without rows may wait for company */
    RecordBuffer(Settings settings, long idleNanos) {
        this.settings = settings;
        this.idleNanos = idleNanos;
    }

    void add(LogRow row) {
        lock.lock();
        try {
            if (isFullFor(row)) {
                throw new BufferFullException("The exporter's buffer is full (" + rows.size() + " records, " + bytes
                        + " bytes): the database is away or slower than the broker. The record will be offered again.");
            }
            rows.add(row);
            bytes += row.size();
            seen = row.position();
            seenTimestamp = row.timestamp();
            if (resting ? rows.size() == WORTH_WRITING : rows.size() == 1) {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    // a row that is larger than the whole buffer must get through all the same
    private boolean isFullFor(LogRow row) {
        return !rows.isEmpty()
                && (rows.size() >= settings.bufferRecords() || bytes + row.size() > settings.bufferBytes());
    }

    /** Notes a record that nobody wants, so that the broker may forget it. */
    void passOver(long position, long timestamp) {
        lock.lock();
        try {
            if (seen == handedOut && !resting) {
                changed.signal();
            }
            seen = position;
            seenTimestamp = timestamp;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return rows.size();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until something is worth writing.
     *
     * @param restNanos let rows gather for so long, unless they are many
     * @param patienceNanos hand out what there is, be it nothing, where nothing comes for so long after that
     * @return null once the buffer is closed
     */
    @Nullable
    Batch take(long restNanos, long patienceNanos) throws InterruptedException {
        lock.lock();
        try {
            rest(restNanos);
            var patientUntil = System.nanoTime() + patienceNanos;
            var idleUntil = System.nanoTime() + idleNanos;
            while (!closed && rows.isEmpty()) {
                var now = System.nanoTime();
                var nothingSeen = seen == handedOut;
                var left = Math.min(patientUntil - now, nothingSeen ? NEVER : idleUntil - now);
                if (changed.awaitNanos(left) <= 0) {
                    break;
                }
                if (nothingSeen) {
                    idleUntil = System.nanoTime() + idleNanos;
                }
            }
            return closed ? null : drain();
        } finally {
            lock.unlock();
        }
    }

    private void rest(long nanos) throws InterruptedException {
        resting = true;
        try {
            var left = nanos;
            while (left > 0 && !closed && rows.size() < WORTH_WRITING) {
                left = changed.awaitNanos(left);
            }
        } finally {
            resting = false;
        }
    }

    private Batch drain() {
        var taken = new ArrayList<LogRow>(Math.min(rows.size(), settings.batchRecords()));
        var takenBytes = 0L;
        while (!rows.isEmpty()
                && taken.size() < settings.batchRecords()
                && (taken.isEmpty() || takenBytes + rows.getFirst().size() <= settings.batchBytes())) {
            var row = rows.removeFirst();
            takenBytes += row.size();
            taken.add(row);
        }
        bytes -= takenBytes;
        var batch = rows.isEmpty()
                ? new Batch(taken, seen, seenTimestamp)
                : new Batch(taken, taken.getLast().position(), taken.getLast().timestamp());
        handedOut = batch.position();
        return batch;
    }
}
