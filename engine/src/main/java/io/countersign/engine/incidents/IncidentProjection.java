package io.countersign.engine.incidents;

import static io.countersign.engine.recordstream.Columns.ints;
import static io.countersign.engine.recordstream.Columns.longs;
import static io.countersign.engine.recordstream.Columns.optionalLongs;
import static io.countersign.engine.recordstream.Columns.texts;

import io.countersign.engine.recordstream.Changes;
import io.countersign.engine.recordstream.LogRecord;
import io.countersign.engine.recordstream.Projection;
import io.countersign.engine.recordstream.RecordValue;
import io.countersign.engine.recordstream.Topic;
import io.countersign.engine.recordstream.ValueType;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes {@code incident}. */
@Component
@Order(70)
class IncidentProjection implements Projection {

    private static final String UPSERT = """
            insert into incident as known (key, tenant_id, partition_id, process_instance_key, process_definition_key,
                process_id, element_instance_key, element_id, job_key, error_type, error_message, state, created_at,
                resolved_at)
            select key, tenant_id, partition_id, process_instance_key, process_definition_key, process_id,
                element_instance_key, element_id, job_key, error_type, error_message, state,
                to_timestamp(created_at / 1e3::float8), to_timestamp(resolved_at / 1e3::float8)
            from unnest(?::bigint[], ?::text[], ?::integer[], ?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::text[],
                ?::bigint[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[])
                as row (key, tenant_id, partition_id, process_instance_key, process_definition_key, process_id,
                    element_instance_key, element_id, job_key, error_type, error_message, state, created_at, resolved_at)
            on conflict (key) do update set
                process_definition_key = excluded.process_definition_key,
                process_id = excluded.process_id,
                element_id = excluded.element_id,
                state = excluded.state,
                created_at = coalesce(known.created_at, excluded.created_at),
                resolved_at = excluded.resolved_at
            """;

    private static final String RESOLVE_LEFTOVERS = """
            update incident set state = 'RESOLVED', resolved_at = to_timestamp(ended.at / 1e3::float8)
            from unnest(?::bigint[], ?::bigint[]) as ended (process_instance_key, at)
            where incident.process_instance_key = ended.process_instance_key and state = 'ACTIVE'
            """;

    @Override
    public Set<ValueType> reads() {
        return Set.of(ValueType.INCIDENT, ValueType.PROCESS_INSTANCE);
    }

    @Override
    public List<Table> tables() {
        return List.of(Table.ofInstances("incident"));
    }

    @Override
    public Batch begin() {
        return new IncidentBatch();
    }

    private static final class Row {
        private final long key;
        private final int partitionId;
        private final RecordValue value;
        private final @Nullable Long createdAt;
        private final @Nullable Long resolvedAt;

        private Row(LogRecord record, @Nullable Row before) {
            this.key = record.key();
            this.partitionId = record.partitionId();
            this.value = record.value();
            Long created = before == null ? null : before.createdAt;
            this.createdAt = record.intent().equals("CREATED") ? (Long) record.timestamp() : created;
            this.resolvedAt = record.intent().equals("RESOLVED") ? (Long) record.timestamp() : null;
        }
    }

    private static final class IncidentBatch implements Batch {

        private final Map<Long, Row> rows = new TreeMap<>();
        private final Map<Long, Long> endedInstances = new HashMap<>();

        @Override
        public void fold(LogRecord record, Changes changes) {
            if (record.valueType() == ValueType.PROCESS_INSTANCE) {
                foldInstance(record);
                return;
            }
            Row row = new Row(record, rows.get(record.key()));
            rows.put(row.key, row);
            switch (record.intent()) {
                case "CREATED" -> audit(record, "incident.created", row, changes);
                case "RESOLVED" -> audit(record, "incident.resolved", row, changes);
                default -> {}
            }
            changes.touch(Topic.INCIDENTS);
            changes.touch(Topic.INSTANCES);
        }

        private void foldInstance(LogRecord record) {
            boolean ended = !record.intent().equals("ELEMENT_ACTIVATED")
                    && !record.intent().equals("ELEMENT_MIGRATED");
            if (ended && record.value().text("bpmnElementType").equals("PROCESS")) {
                endedInstances.put(record.key(), record.timestamp());
            }
        }

        private static void audit(LogRecord record, String action, Row row, Changes changes) {
            changes.audit(
                    record,
                    action,
                    "incident",
                    row.key,
                    "errorType",
                    row.value.text("errorType"),
                    "elementId",
                    row.value.optionalText("elementId"),
                    "jobKey",
                    row.value.key("jobKey"));
        }

        @Override
        public void write(JdbcTemplate jdbc, Changes changes) {
            if (!rows.isEmpty()) {
                Collection<Row> ordered = rows.values();
                jdbc.update(
                        UPSERT,
                        longs(ordered, row -> row.key),
                        texts(ordered, row -> row.value.text("tenantId")),
                        ints(ordered, row -> row.partitionId),
                        longs(ordered, row -> row.value.number("processInstanceKey")),
                        longs(ordered, row -> row.value.number("processDefinitionKey")),
                        texts(ordered, row -> row.value.text("bpmnProcessId")),
                        longs(ordered, row -> row.value.number("elementInstanceKey")),
                        texts(ordered, row -> Objects.requireNonNullElse(row.value.optionalText("elementId"), "")),
                        optionalLongs(ordered, row -> row.value.key("jobKey")),
                        texts(ordered, row -> row.value.text("errorType")),
                        texts(ordered, row -> Objects.requireNonNullElse(row.value.optionalText("errorMessage"), "")),
                        texts(ordered, row -> row.resolvedAt == null ? "ACTIVE" : "RESOLVED"),
                        optionalLongs(ordered, row -> row.createdAt),
                        optionalLongs(ordered, row -> row.resolvedAt));
            }
            if (!endedInstances.isEmpty()) {
                jdbc.update(
                        RESOLVE_LEFTOVERS,
                        longs(endedInstances.keySet(), Long::longValue),
                        longs(endedInstances.values(), Long::longValue));
            }
        }
    }
}
