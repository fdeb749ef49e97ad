package io.countersign.exporter;

import io.camunda.zeebe.exporter.api.context.Controller;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Takes what is buffered and writes it in one transaction, over and over, until it is stopped. Those transactions do not wait
 * for the disk. Every now and then one that does wait makes all of them safe, and only then may the broker forget the records;
 * until then they are kept here, to be written again should the database have lost them.
 */
final class LogWriter implements Runnable {

    /** Resting nine times as long as the last write took keeps writing to a tenth of the time, in larger batches. */
    private static final int REST_FACTOR = 9;

    private static final long MOST_REST = TimeUnit.MILLISECONDS.toNanos(10);

    /** Where so many rows come in that time, latency is no longer what matters. */
    private static final int MANY_ROWS = 40;

    private static final long MOST_REST_OF_MANY = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int SETTLE_ROWS = 500;
    private static final Duration BEHIND = Duration.ofSeconds(5);
    private static final Batch NOTHING = new Batch(List.of(), -1, 0);

    private final Settings settings;
    private final int partition;
    private final RecordBuffer buffer;
    private final Controller broker;
    private final Logger logger;
    private final InstantSource clock;

    private final long brokerPosition;
    private @Nullable Mark mark;

    /** In the order in which they came. The database may still lose them. */
    private final List<Batch> unsettled = new ArrayList<>();
    /** How many of the unsettled ones have been written over this connection. */
    private int written;

    private long settledAt = System.nanoTime() - SETTLE_NANOS;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
    private final OnceAMinute behindLine = new OnceAMinute();
    private final OnceAMinute failureLine = new OnceAMinute();
    private volatile @Nullable RecordLog log;
    private volatile @Nullable String refusal;

    /** Called by the broker's actor, the only thread that may read its state. */
    LogWriter(
            Settings settings,
            int partition,
            RecordBuffer buffer,
            Controller broker,
            Logger logger,
            InstantSource clock) {
        this.settings = settings;
        this.partition = partition;
        this.buffer = buffer;
        this.broker = broker;
        this.logger = logger;
        this.clock = clock;
        this.brokerPosition = broker.getLastExportedRecordPosition();
        this.mark = Mark.parse(broker.readMetadata().orElse(null));
    }

    /** Why nothing is written, where broker and log do not belong together. */
    @Nullable
    String refusal() {
        return refusal;
    }

    void stop() {
        stopped.countDown();
        buffer.close();
    }

    /** For a writer that does not stop because the database does not answer. */
    void abort() {
        var open = log;
        if (open != null) {
            open.abort();
        }
    }

    @Override
    public void run() {
        try {
            deliver(NOTHING);
            var rest = 0L;
            for (var batch = take(rest); batch != null; batch = take(rest)) {
                var started = System.nanoTime();
                deliver(batch);
                rest = Math.min(
                        batch.rows().size() < MANY_ROWS ? MOST_REST : MOST_REST_OF_MANY,
                        REST_FACTOR * (System.nanoTime() - started));
                reportIfBehind(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            disconnect();
        }
    }

    private @Nullable Batch take(long rest) throws InterruptedException {
        return buffer.take(rest, unsettled.isEmpty() ? RecordBuffer.NEVER : SETTLE_NANOS - sinceSettled());
    }

    private void deliver(Batch batch) throws InterruptedException {
        unsettled.add(batch);
        while (stopped.getCount() > 0) {
            try {
                var open = connected();
                while (written < unsettled.size()) {
                    write(open, unsettled.get(written));
                    written++;
                }
                if (isTimeToSettle()) {
                    settle(open);
                }
                recovered();
                return;
            } catch (RefusedException e) {
                refused(e);
            } catch (SQLException | IOException | RuntimeException e) {
                failed(e);
            }
            disconnect();
            if (stopped.await(backoff.nextMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    private boolean isTimeToSettle() {
        return sinceSettled() >= SETTLE_NANOS
                || unsettled.stream().mapToInt(batch -> batch.rows().size()).sum() >= SETTLE_ROWS;
    }

    private long sinceSettled() {
        return System.nanoTime() - settledAt;
    }

    private void settle(RecordLog open) throws SQLException {
        open.settle();
        var safe = open.mark();
        if (safe != null) {
            mark = safe;
            // the controller hands this over to the broker's actor, whichever thread calls
            broker.updateLastExportedRecordPosition(unsettled.getLast().position(), safe.bytes());
        }
        unsettled.clear();
        written = 0;
        settledAt = System.nanoTime();
    }

    private RecordLog connected() throws SQLException, IOException, RefusedException {
        var open = log;
        if (open != null) {
            return open;
        }
        open = RecordLog.connect(settings, partition, logger);
        log = open;
        written = 0;
        var admitted = open.admit(mark, brokerPosition);
        if (admitted.warning() != null) {
            logger.warn(admitted.warning());
        }
        logger.info(
                "Partition {} is exported to {}, after position {}", partition, settings.address(), open.position());
        return open;
    }

    /** Halves what PostgreSQL refuses until the one bad record is found, and puts that one aside. */
    private void write(RecordLog open, Batch batch) throws SQLException, RefusedException {
        var rows = batch.rows();
        if (rows.stream().allMatch(row -> row.unreadable() == null)) {
            try {
                open.append(batch);
                return;
            } catch (SQLException e) {
                if (rows.isEmpty() || !SqlFailures.isAboutTheRecord(e)) {
                    throw e;
                }
                open.rollback();
                if (rows.size() == 1) {
                    bury(open, rows.getFirst(), String.valueOf(e.getMessage()));
                }
            }
        } else if (rows.size() == 1) {
            bury(open, rows.getFirst(), String.valueOf(rows.getFirst().unreadable()));
        }
        if (rows.size() > 1) {
            write(open, batch.firstHalf());
            write(open, batch.secondHalf());
        } else {
            open.append(new Batch(List.of(), batch.position(), batch.timestamp()));
        }
    }

    private void bury(RecordLog open, LogRow row, String error) throws SQLException, RefusedException {
        open.bury(row, error);
        logger.error(
                "The {} {} record at position {} of partition {} can't be written. It is kept in exporter_dead_letter"
                        + " and is missing in everything that is read from the log: {}",
                row.valueType(),
                row.intent(),
                row.position(),
                partition,
                error);
    }

    private void refused(RefusedException e) {
        if (!e.detail().equals(refusal)) {
            logger.error("Nothing is exported. {}", e.detail());
        }
        refusal = e.detail();
    }

    private void failed(Exception e) {
        if (stopped.getCount() > 0 && failureLine.isDue()) {
            logger.warn("The log can't be written now; tried again until it can ({} records wait)", buffer.size(), e);
        }
    }

    private void recovered() {
        refusal = null;
        backoff.reset();
        failureLine.reset();
    }

    private void reportIfBehind(Batch batch) {
        var behind = Duration.between(Instant.ofEpochMilli(batch.timestamp()), clock.instant());
        if (batch.position() >= 0 && behind.compareTo(BEHIND) > 0 && behindLine.isDue()) {
            logger.info("The log of partition {} is {} behind, {} records wait", partition, behind, buffer.size());
        }
    }

    private void disconnect() {
        var open = log;
        if (open != null) {
            log = null;
            try {
                open.close();
            } catch (SQLException e) {
                logger.debug("The connection did not close in peace", e);
            }
        }
    }
}
