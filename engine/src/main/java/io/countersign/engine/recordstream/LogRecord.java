package io.countersign.engine.recordstream;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One record of the log: something that happened in the engine. */
public final class LogRecord {

    private static final int PARTITION_SHIFT = 51;

    private final int partitionId;
    private final long position;
    private final long key;
    private final ValueType valueType;
    private final String intent;
    private final long processInstanceKey;
    private final long timestamp;
    private final byte[] json;

    private @Nullable RecordValue value;

    /**
     * @param processInstanceKey -1 where the record belongs to no instance
     * @param timestamp milliseconds since 1970
     * @param json the value, in UTF-8
     */
    LogRecord(
            int partitionId,
            long position,
            long key,
            ValueType valueType,
            String intent,
            long processInstanceKey,
            long timestamp,
            byte[] json) {
        this.partitionId = partitionId;
        this.position = position;
        this.key = key;
        this.valueType = valueType;
        this.intent = intent;
        this.processInstanceKey = processInstanceKey;
        this.timestamp = timestamp;
        this.json = json;
    }

    public int partitionId() {
        return partitionId;
    }

    public long position() {
        return position;
    }

    /** Of the thing the record speaks of, as far as the engine says so: for what is deleted it is another key. */
    public long key() {
        return key;
    }

    public ValueType valueType() {
        return valueType;
    }

    public String intent() {
        return intent;
    }

    public @Nullable Long processInstanceKey() {
        return processInstanceKey < 0 ? null : (Long) processInstanceKey;
    }

    /** Milliseconds since 1970. */
    public long timestamp() {
        return timestamp;
    }

    public Instant at() {
        return Instant.ofEpochMilli(timestamp);
    }

    /** Read when it is first asked for. */
    public RecordValue value() {
        if (value == null) {
            value = RecordValue.parse(json);
        }
        return value;
    }

    /** Whether the key was made by the record's own partition; what is deployed shows up on all of them. */
    public boolean isAtHome(long key) {
        return key >>> PARTITION_SHIFT == partitionId;
    }
}
