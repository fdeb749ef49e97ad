package io.countersign.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.RecordValue;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.MessageIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.value.ImmutableMessageRecordValue;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WantedRecordsTests {

    private static final RecordValue NO_VALUE = new FakeRecord.Value(1, () -> "{}");

    private final WantedRecords wanted = new WantedRecords();

    @Test
    void wantsWhatSomeHandlerReadsAndNothingElse() {
        var found = new TreeMap<ValueType, Set<String>>();
        for (var type : ValueType.values()) {
            var intents = intentsOf(type).stream()
                    .filter(intent -> wanted.wants(event(type, intent, NO_VALUE)))
                    .map(Intent::name)
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!intents.isEmpty()) {
                found.put(type, intents);
            }
        }

        assertThat(found)
                .isEqualTo(Map.of(
                        ValueType.PROCESS, Set.of("CREATED", "DELETED"),
                        ValueType.DECISION, Set.of("CREATED", "DELETED"),
                        ValueType.DECISION_REQUIREMENTS, Set.of("CREATED", "DELETED"),
                        ValueType.FORM, Set.of("CREATED", "DELETED"),
                        ValueType.PROCESS_INSTANCE_CREATION, Set.of("CREATED"),
                        ValueType.PROCESS_INSTANCE,
                                Set.of(
                                        "ELEMENT_ACTIVATED",
                                        "ELEMENT_COMPLETED",
                                        "ELEMENT_TERMINATED",
                                        "ELEMENT_MIGRATED"),
                        ValueType.VARIABLE, Set.of("CREATED", "UPDATED", "MIGRATED"),
                        ValueType.JOB,
                                Set.of(
                                        "CREATED",
                                        "COMPLETED",
                                        "FAILED",
                                        "ERROR_THROWN",
                                        "CANCELED",
                                        "RETRIES_UPDATED",
                                        "MIGRATED"),
                        ValueType.USER_TASK,
                                Set.of("CREATED", "ASSIGNED", "UPDATED", "MIGRATED", "COMPLETED", "CANCELED"),
                        ValueType.INCIDENT, Set.of("CREATED", "RESOLVED", "MIGRATED")));
    }

    @Test
    void wantsNoMessageButMarkers() {
        assertThat(wanted.wants(message("countersign-marker-7"))).isTrue();
        assertThat(wanted.wants(message("order-paid"))).isFalse();
    }

    @Test
    void wantsNoCommandsAndRejections() {
        for (var type : Set.of(RecordType.COMMAND, RecordType.COMMAND_REJECTION)) {
            assertThat(wanted.acceptType(type)).isFalse();
            assertThat(wanted.wants(new FakeRecord(
                            1, type, ValueType.PROCESS_INSTANCE, ProcessInstanceIntent.ELEMENT_ACTIVATED, 1, NO_VALUE)))
                    .isFalse();
        }
        assertThat(wanted.acceptType(RecordType.EVENT)).isTrue();
    }

    @Test
    void takesTheValueTypesOfItsIntentsAndNoOthers() {
        assertThat(wanted.acceptValue(ValueType.JOB)).isTrue();
        assertThat(wanted.acceptValue(ValueType.MESSAGE)).isTrue();
        assertThat(wanted.acceptValue(ValueType.JOB_BATCH)).isFalse();
        assertThat(wanted.acceptValue(ValueType.SBE_UNKNOWN)).isFalse();
    }

    private static FakeRecord message(String name) {
        return event(
                ValueType.MESSAGE,
                MessageIntent.PUBLISHED,
                ImmutableMessageRecordValue.builder().withName(name).build());
    }

    private static FakeRecord event(ValueType type, Intent intent, RecordValue value) {
        return new FakeRecord(1, RecordType.EVENT, type, intent, 1, value);
    }

    private static Set<Intent> intentsOf(ValueType type) {
        return Intent.INTENT_CLASSES.stream()
                .filter(intents -> intents.getSimpleName().equals(camelCase(type) + "Intent"))
                .flatMap(intents -> Arrays.<Intent>stream(intents.getEnumConstants()))
                .collect(Collectors.toSet());
    }

    private static String camelCase(ValueType type) {
        return Arrays.stream(type.name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.joining());
    }
}
