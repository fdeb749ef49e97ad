package io.countersign.exporter;

import io.camunda.zeebe.exporter.api.Exporter;
import io.camunda.zeebe.exporter.api.context.Context;
import io.camunda.zeebe.exporter.api.context.Controller;
import io.camunda.zeebe.protocol.record.Record;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Copies the broker's records into the record log in PostgreSQL. Each partition has its own instance, with its own
 * thread and connection; the broker's actor only ever puts a record into memory, or is told to come again.
 */
public final class CountersignExporter implements Exporter {

    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final WantedRecords wanted = new WantedRecords();
    private @Nullable Wiring wiring;
    private @Nullable Running running;

    private record Wiring(Settings settings, int partition, Logger logger) {}

    private record Running(RecordBuffer buffer, LogWriter writer, Thread thread) {}

    @Override
    public void configure(Context context) {
        var settings = Settings.from(context.getConfiguration().getArguments());
        wiring = new Wiring(settings, context.getPartitionId(), context.getLogger());
        context.setFilter(wanted);
        context.getLogger().debug("Configured with {}", settings);
    }

    @Override
    public void open(Controller controller) {
        if (wiring == null) {
            throw new IllegalStateException("opened before it was configured");
        }
        var buffer = new RecordBuffer(wiring.settings(), IDLE_NANOS);
        var writer = new LogWriter(
                wiring.settings(), wiring.partition(), buffer, controller, wiring.logger(), InstantSource.system());
        var thread = new Thread(writer, "countersign-exporter-" + wiring.partition());
        thread.setDaemon(true);
        // the broker loads every exporter with a class loader of its own, and drivers ask the thread's
        thread.setContextClassLoader(CountersignExporter.class.getClassLoader());
        thread.start();
        running = new Running(buffer, writer, thread);
    }

    @Override
    public void export(Record<?> record) {
        if (running == null) {
            throw new IllegalStateException("not open");
        }
        if (!wanted.wants(record)) {
            running.buffer().passOver(record.getPosition(), record.getTimestamp());
            return;
        }
        var refusal = running.writer().refusal();
        if (refusal != null) {
            throw new BufferFullException(refusal);
        }
        running.buffer().add(LogRow.of(record));
    }

    @Override
    public void close() {
        if (running == null) {
            return;
        }
        running.writer().stop();
        try {
            if (!running.thread().join(PATIENCE)) {
                running.writer().abort();
            }
        } catch (InterruptedException e) {
            running.writer().abort();
            Thread.currentThread().interrupt();
        }
        running = null;
    }
}
