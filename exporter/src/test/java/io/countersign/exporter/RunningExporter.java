package io.countersign.exporter;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The exporter between a fake broker and a real database, driven the way a broker drives it. */
record RunningExporter(CountersignExporter exporter, FakeBroker broker) implements AutoCloseable {

    static RunningExporter open(LogDatabase database, FakeBroker broker) {
        return open(database, broker, 1, Map.of());
    }

    static RunningExporter open(LogDatabase database, FakeBroker broker, int partition, Map<String, Object> more) {
        var arguments = new HashMap<String, Object>(
                Map.of("url", database.url(), "user", RealParts.EXPORTER_ROLE, "password", RealParts.SECRET));
        arguments.putAll(more);
        var exporter = new CountersignExporter();
        exporter.configure(new FakeContext(partition, arguments));
        exporter.open(broker);
        return new RunningExporter(exporter, broker);
    }

    void export(FakeRecord record) {
        exporter.export(record);
    }

    /** Variable records of these positions. */
    RunningExporter exportVariables(long from, long to) {
        for (var position = from; position <= to; position++) {
            export(FakeRecord.variable(position));
        }
        return this;
    }

    void awaitAcknowledged(long position) {
        await().atMost(Duration.ofSeconds(30)).until(() -> broker.getLastExportedRecordPosition() >= position);
    }

    @Override
    public void close() {
        exporter.close();
    }
}
