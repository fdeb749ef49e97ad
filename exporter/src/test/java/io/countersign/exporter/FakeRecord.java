package io.countersign.exporter;

import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.RecordValue;
import io.camunda.zeebe.protocol.record.RejectionType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.protocol.record.intent.VariableIntent;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRelated;
import java.util.Map;
import java.util.function.Supplier;

/** A record as the broker hands it to an exporter, with a value of our choice. */
record FakeRecord(
        long position, RecordType recordType, ValueType valueType, Intent intent, long timestamp, RecordValue value)
        implements Record<RecordValue> {

    static final long NOON = 1_790_000_000_000L;

    static FakeRecord variable(long position) {
        return variable(position, "{\"name\":\"v" + position + "\"}");
    }

    static FakeRecord variable(long position, String json) {
        return variable(position, NOON + position, () -> json);
    }

    static FakeRecord variable(long position, long timestamp, Supplier<String> json) {
        return new FakeRecord(
                position,
                RecordType.EVENT,
                ValueType.VARIABLE,
                VariableIntent.CREATED,
                timestamp,
                new Value(position / 10, json));
    }

    static FakeRecord unwanted(long position) {
        return new FakeRecord(
                position,
                RecordType.EVENT,
                ValueType.JOB,
                JobIntent.TIMED_OUT,
                NOON + position,
                new Value(1, () -> "{}"));
    }

    record Value(long processInstanceKey, Supplier<String> json) implements RecordValue, ProcessInstanceRelated {
        @Override
        public long getProcessInstanceKey() {
            return processInstanceKey;
        }

        @Override
        public String toJson() {
            return json.get();
        }
    }

    @Override
    public long getPosition() {
        return position;
    }

    @Override
    public long getSourceRecordPosition() {
        return -1;
    }

    @Override
    public long getKey() {
        return 1000 + position;
    }

    @Override
    public long getTimestamp() {
        return timestamp;
    }

    @Override
    public Intent getIntent() {
        return intent;
    }

    @Override
    public int getPartitionId() {
        return 1;
    }

    @Override
    public RecordType getRecordType() {
        return recordType;
    }

    @Override
    public RejectionType getRejectionType() {
        return RejectionType.NULL_VAL;
    }

    @Override
    public String getRejectionReason() {
        return "";
    }

    @Override
    public String getBrokerVersion() {
        return "8.5.8";
    }

    @Override
    public Map<String, Object> getAuthorizations() {
        return Map.of();
    }

    @Override
    public int getRecordVersion() {
        return 1;
    }

    @Override
    public ValueType getValueType() {
        return valueType;
    }

    @Override
    public RecordValue getValue() {
        return value;
    }

    @Override
    public String toJson() {
        return value.toJson();
    }
}
