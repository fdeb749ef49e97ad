package io.countersign.engine.recordstream;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** This node's share of the record stream: owns what partitions it can get and has a reader for each. */
final class RecordStream implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RecordStream.class);

    private static final Duration RECONNECT = Duration.ofSeconds(1);
    private static final Duration LAST_BATCH = Duration.ofSeconds(10);

    private final DedicatedConnections connections;
    private final ProjectionStep step;
    private final AppliedRecords applied;
    private final RecordStreamSettings settings;

    private final Map<Integer, Ownership> owned = new ConcurrentHashMap<>();
    private volatile @Nullable Run run;
    private volatile @Nullable Exception failure;

    private record Ownership(PartitionReader reader, Thread thread) {}

    private record Run(Thread thread, CountDownLatch stop) {}

    RecordStream(
            DedicatedConnections connections,
            ProjectionStep step,
            AppliedRecords applied,
            RecordStreamSettings settings) {
        this.connections = connections;
        this.step = step;
        this.applied = applied;
        this.settings = settings;
    }

    @Override
    public boolean isAutoStartup() {
        return settings.enabled();
    }

    @Override
    public void start() {
        CountDownLatch stop = new CountDownLatch(1);
        Thread thread = Thread.ofPlatform().name("record-stream").unstarted(() -> own(stop));
        run = new Run(thread, stop);
        thread.start();
    }

    /** Finishes the batches at hand and gives the partitions to whoever wants them. */
    @Override
    public void stop() {
        Run running = run;
        if (running != null) {
            running.stop().countDown();
            join(running.thread(), LAST_BATCH.plus(settings.poll()));
            run = null;
        }
    }

    @Override
    public boolean isRunning() {
        return run != null;
    }

    /** Why this node can't do its share; empty where all is well. */
    List<Exception> failures() {
        List<Exception> failures = new ArrayList<>();
        if (failure != null) {
            failures.add(failure);
        }
        owned.values().stream()
                .map(ownership -> ownership.reader().failure())
                .filter(Objects::nonNull)
                .forEach(failures::add);
        return failures;
    }

    private void own(CountDownLatch stop) {
        while (stop.getCount() > 0) {
            try (PartitionLocks locks = new PartitionLocks(connections.open("record stream"))) {
                LOG.info("Listening for records");
                own(locks, stop);
            } catch (SQLException e) {
                LOG.warn("The database is away, so other nodes may take over; the next try is in {}", RECONNECT, e);
                failure = e;
                await(stop, RECONNECT);
            }
        }
    }

    private void own(PartitionLocks locks, CountDownLatch stop) throws SQLException {
        try {
            long nextLook = System.nanoTime();
            while (stop.getCount() > 0) {
                if (System.nanoTime() - nextLook >= 0) {
                    locks.acquire(owned.keySet()).forEach(this::take);
                    failure = null;
                    nextLook = System.nanoTime() + settings.poll().toNanos();
                }
                locks.listen(Math.toIntExact(settings.poll().toMillis()), this::wake, applied::heard);
            }
        } finally {
            // the session's locks keep others off until the last batch is in
            letGo();
        }
    }

    private void take(int partitionId) {
        LOG.info("Owning partition {}", partitionId);
        PartitionReader reader = new PartitionReader(partitionId, step, settings);
        Thread thread = Thread.ofPlatform().name("projection-" + partitionId).start(reader);
        owned.put(partitionId, new Ownership(reader, thread));
    }

    private void wake(int partitionId) {
        Ownership ownership = owned.get(partitionId);
        if (ownership != null) {
            ownership.reader().wake();
        }
    }

    private void letGo() {
        owned.values().forEach(ownership -> ownership.reader().stop());
        owned.values().forEach(ownership -> join(ownership.thread(), LAST_BATCH));
        owned.clear();
    }

    private static void join(Thread thread, Duration atMost) {
        try {
            thread.join(atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CountDownLatch stop, Duration atMost) {
        try {
            stop.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
