package io.countersign.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRelated;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One record as the log will hold it, copied out of the broker's reused objects.
 *
 * @param timestamp milliseconds since 1970
 * @param value JSON
 * @param unreadable why the broker could not turn the value into JSON; null where it could
 */
record LogRow(
        long position,
        long key,
        String valueType,
        String intent,
        long processInstanceKey,
        long timestamp,
        String value,
        @Nullable String unreadable) {

    /** What a row costs on the heap on top of its value. */
    private static final int OVERHEAD = 160;

    static LogRow of(Record<?> record) {
        String value;
        String unreadable = null;
        try {
            value = record.getValue().toJson();
        } catch (RuntimeException | StackOverflowError e) {
            // thrown out of export() it would stop the partition for good
            value = "";
            unreadable = "The broker could not turn this record into JSON: " + e;
        }
        return new LogRow(
                record.getPosition(),
                record.getKey(),
                record.getValueType().name(),
                record.getIntent().name(),
                record.getValue() instanceof ProcessInstanceRelated related ? related.getProcessInstanceKey() : -1,
                record.getTimestamp(),
                value,
                unreadable);
    }

    /** The UTC day of the record, in days since 1970. */
    long day() {
        return Math.floorDiv(timestamp, TimeUnit.DAYS.toMillis(1));
    }

    /** Bytes on the heap, where the value is Latin text; at most twice as many where it is not. */
    long size() {
        return value.length() + (long) OVERHEAD;
    }
}
