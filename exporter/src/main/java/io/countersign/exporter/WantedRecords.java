package io.countersign.exporter;

import io.camunda.zeebe.exporter.api.context.Context.RecordFilter;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.DecisionIntent;
import io.camunda.zeebe.protocol.record.intent.DecisionRequirementsIntent;
import io.camunda.zeebe.protocol.record.intent.FormIntent;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import io.camunda.zeebe.protocol.record.intent.MessageIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceCreationIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessIntent;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import io.camunda.zeebe.protocol.record.intent.VariableIntent;
import io.camunda.zeebe.protocol.record.value.MessageRecordValue;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * Which records the log holds: those that some handler of the projection reads, and nothing else. The broker asks for
 * record and value type before it reads a record's value; intents are looked at in {@link #wants}.
 */
final class WantedRecords implements RecordFilter {

    /** Messages of this name prefix are published only to learn how far the log has come. */
    static final String MARKER_MESSAGE = "countersign-marker";

    private static final Map<ValueType, Set<Intent>> WANTED = new EnumMap<>(Map.ofEntries(
            Map.entry(ValueType.PROCESS, Set.of(ProcessIntent.CREATED, ProcessIntent.DELETED)),
            Map.entry(ValueType.DECISION, Set.of(DecisionIntent.CREATED, DecisionIntent.DELETED)),
            Map.entry(
                    ValueType.DECISION_REQUIREMENTS,
                    Set.of(DecisionRequirementsIntent.CREATED, DecisionRequirementsIntent.DELETED)),
            Map.entry(ValueType.FORM, Set.of(FormIntent.CREATED, FormIntent.DELETED)),
            Map.entry(ValueType.PROCESS_INSTANCE_CREATION, Set.of(ProcessInstanceCreationIntent.CREATED)),
            Map.entry(
                    ValueType.PROCESS_INSTANCE,
                    Set.of(
                            ProcessInstanceIntent.ELEMENT_ACTIVATED,
                            ProcessInstanceIntent.ELEMENT_COMPLETED,
                            ProcessInstanceIntent.ELEMENT_TERMINATED,
                            ProcessInstanceIntent.ELEMENT_MIGRATED)),
            Map.entry(
                    ValueType.VARIABLE,
                    Set.of(VariableIntent.CREATED, VariableIntent.UPDATED, VariableIntent.MIGRATED)),
            Map.entry(
                    ValueType.JOB,
                    Set.of(
                            JobIntent.CREATED,
                            JobIntent.COMPLETED,
                            JobIntent.FAILED,
                            JobIntent.ERROR_THROWN,
                            JobIntent.CANCELED,
                            JobIntent.RETRIES_UPDATED,
                            JobIntent.MIGRATED)),
            Map.entry(
                    ValueType.USER_TASK,
                    Set.of(
                            UserTaskIntent.CREATED,
                            UserTaskIntent.ASSIGNED,
                            UserTaskIntent.UPDATED,
                            UserTaskIntent.MIGRATED,
                            UserTaskIntent.COMPLETED,
                            UserTaskIntent.CANCELED)),
            Map.entry(
                    ValueType.INCIDENT,
                    Set.of(IncidentIntent.CREATED, IncidentIntent.RESOLVED, IncidentIntent.MIGRATED)),
            Map.entry(ValueType.MESSAGE, Set.of(MessageIntent.PUBLISHED))));

    @Override
    public boolean acceptType(RecordType recordType) {
        return recordType == RecordType.EVENT;
    }

    @Override
    public boolean acceptValue(ValueType valueType) {
        return WANTED.containsKey(valueType);
    }

    boolean wants(Record<?> record) {
        var intents = WANTED.get(record.getValueType());
        return intents != null
                && intents.contains(record.getIntent())
                && record.getRecordType() == RecordType.EVENT
                && (record.getValueType() != ValueType.MESSAGE || isMarker(record));
    }

    private static boolean isMarker(Record<?> record) {
        return record.getValue() instanceof MessageRecordValue message
                && message.getName().startsWith(MARKER_MESSAGE);
    }
}
