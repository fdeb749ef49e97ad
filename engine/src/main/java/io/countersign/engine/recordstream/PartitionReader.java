package io.countersign.engine.recordstream;

import io.countersign.engine.recordstream.Cursors.Cursor;
import io.countersign.engine.recordstream.Cursors.FencedOff;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one partition's records into the read model, for as long as this node owns the partition. */
final class PartitionReader implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionReader.class);

    private static final Duration FENCED_OFF = Duration.ofMillis(200);
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LAST_RETRY = Duration.ofSeconds(5);

    private final int partitionId;
    private final ProjectionStep step;
    private final Duration poll;
    private final Gathering gathering;

    private final Semaphore news = new Semaphore(0);
    private volatile boolean stopped;
    private volatile @Nullable RuntimeException failure;

    PartitionReader(int partitionId, ProjectionStep step, RecordStreamSettings settings) {
        this.partitionId = partitionId;
        this.step = step;
        this.poll = settings.poll();
        this.gathering = new Gathering(settings.maxGather());
    }

    int partitionId() {
        return partitionId;
    }

    /** There may be something to read. */
    void wake() {
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    /** Ends after the batch at hand. */
    void stop() {
        stopped = true;
        wake();
    }

    /** Why nothing gets into the read model at the moment; null where all is well. */
    @Nullable
    RuntimeException failure() {
        return failure;
    }

    @Override
    public void run() {
        Duration retry = FIRST_RETRY;
        while (!stopped) {
            try {
                Cursor cursor = step.start(partitionId);
                while (!stopped) {
                    cursor = readOn(cursor);
                    failure = null;
                    retry = FIRST_RETRY;
                }
            } catch (FencedOff e) {
                LOG.debug("Partition {}: {}", partitionId, e.getMessage());
                pause(FENCED_OFF);
            } catch (RuntimeException e) {
                LOG.warn("Partition {} can't be projected, the next try is in {}", partitionId, retry, e);
                failure = e;
                pause(retry);
                retry = retry.multipliedBy(2).compareTo(LAST_RETRY) > 0 ? LAST_RETRY : retry.multipliedBy(2);
            }
        }
    }

    private Cursor readOn(Cursor cursor) {
        long started = System.nanoTime();
        ProjectionStep.Done done = step.from(partitionId, cursor, Mode.LIVE);
        if (done.cursor().position() == cursor.position()) {
            pause(poll);
        } else {
            pause(gathering.after(done.records(), Duration.ofNanos(System.nanoTime() - started)));
        }
        return done.cursor();
    }

    private void pause(Duration atMost) {
        if (atMost.isZero()) {
            return;
        }
        try {
            if (news.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
                news.drainPermits();
            }
        } catch (InterruptedException e) {
            stopped = true;
            Thread.currentThread().interrupt();
        }
    }
}
