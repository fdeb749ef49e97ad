package io.countersign.engine.commands;

import io.countersign.engine.commands.CommandFinished.Finished;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes outcomes, whatever has gathered while the last batch was being written. What can't be written is tried again until
 * it can: nothing is lost, since the lease of a node that dies runs out.
 */
class OutcomeWriter {

    private static final Logger log = LoggerFactory.getLogger(OutcomeWriter.class);
    private static final int BATCH = 500;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final LinkedBlockingQueue<Judged> queue = new LinkedBlockingQueue<>();
    private final OutcomeTable table;
    private final Supplier<List<CommandFinished>> listeners;
    private final CommandMetrics metrics;
    private final Waiting waiting;
    private final Alarm alarm;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final String node;

    OutcomeWriter(
            OutcomeTable table,
            Supplier<List<CommandFinished>> listeners,
            CommandMetrics metrics,
            Waiting waiting,
            Alarm alarm,
            TransactionTemplate transaction,
            InstantSource clock,
            String node) {
        this.table = table;
        this.listeners = listeners;
        this.metrics = metrics;
        this.waiting = waiting;
        this.alarm = alarm;
        this.transaction = transaction;
        this.clock = clock;
        this.node = node;
    }

    void add(Judged judged) {
        queue.add(judged);
    }

    /** Writes one batch, waiting for its first outcome for a while. */
    void writeNext(Duration wait) throws InterruptedException {
        var first = queue.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
            return;
        }
        var batch = new ArrayList<Judged>();
        batch.add(first);
        queue.drainTo(batch, BATCH - 1);
        write(batch);
    }

    boolean isIdle() {
        return queue.isEmpty();
    }

    private void write(List<Judged> batch) throws InterruptedException {
        try {
            inTransaction(batch);
        } catch (DataAccessException | TransactionException e) {
            log.warn("{} outcomes can't be written yet, trying again: {}", batch.size(), e.getMessage());
            queue.addAll(batch);
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (RuntimeException e) {
            writeOneByOne(batch, e);
        }
    }

    /** One bad outcome must not keep the others from being written; its lease runs out and it is tried again. */
    private void writeOneByOne(List<Judged> batch, RuntimeException cause) {
        for (var one : batch) {
            try {
                inTransaction(List.of(one));
            } catch (RuntimeException e) {
                log.error(
                        "The outcome of command {} can't be written",
                        one.leased().id(),
                        batch.size() == 1 ? cause : e);
            }
        }
    }

    private void inTransaction(List<Judged> batch) {
        var written = transaction.execute(status -> {
            var ids = table.write(batch, node, clock.instant());
            tellListeners(batch, ids);
            return ids;
        });
        for (var judged : batch) {
            if (written.contains(judged.leased().id())) {
                metrics.written(judged, clock.instant());
                waiting.tell(judged.status());
                Optional.ofNullable(judged.dueAt()).ifPresent(alarm::at);
            }
        }
    }

    private void tellListeners(List<Judged> batch, Set<Long> written) {
        var finished = batch.stream()
                .filter(judged ->
                        judged.isFinal() && written.contains(judged.leased().id()))
                .map(judged ->
                        new Finished(judged.leased().command(), judged.leased().requestId(), judged.status()))
                .toList();
        if (!finished.isEmpty()) {
            listeners.get().forEach(listener -> listener.finished(finished));
        }
    }
}
