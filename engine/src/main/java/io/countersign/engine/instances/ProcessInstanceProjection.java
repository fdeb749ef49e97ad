package io.countersign.engine.instances;

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
import io.countersign.processes.ReservedVariables;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes {@code process_instance}. */
@Component
@Order(20)
class ProcessInstanceProjection implements Projection {

    private static final String UPSERT = """
            insert into process_instance as known (key, tenant_id, partition_id, process_definition_key, process_id, version,
                parent_process_instance_key, parent_element_instance_key, root_process_instance_key, start_id, state,
                started_at, ended_at)
            select key, tenant_id, partition_id, process_definition_key, process_id, version, parent_process_instance_key,
                parent_element_instance_key, root_process_instance_key, start_id::uuid, state,
                to_timestamp(started_at / 1e3::float8), to_timestamp(ended_at / 1e3::float8)
            from unnest(?::bigint[], ?::text[], ?::integer[], ?::bigint[], ?::text[], ?::integer[], ?::bigint[], ?::bigint[],
                ?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::bigint[])
                as row (key, tenant_id, partition_id, process_definition_key, process_id, version, parent_process_instance_key,
                    parent_element_instance_key, root_process_instance_key, start_id, state, started_at, ended_at)
            on conflict (key) do update set
                process_definition_key = excluded.process_definition_key,
                process_id = excluded.process_id,
                version = excluded.version,
                start_id = coalesce(known.start_id, excluded.start_id),
                state = excluded.state,
                started_at = coalesce(known.started_at, excluded.started_at),
                ended_at = coalesce(excluded.ended_at, known.ended_at)
            """;

    @Override
    public Set<ValueType> reads() {
        return Set.of(ValueType.PROCESS_INSTANCE, ValueType.PROCESS_INSTANCE_CREATION);
    }

    @Override
    public List<Table> tables() {
        return List.of(new Table("process_instance", "key"));
    }

    @Override
    public Batch begin() {
        return new InstanceBatch();
    }

    private static final class Row {
        private final long key;
        private final int partitionId;
        private String tenantId = "";
        private long processDefinitionKey;
        private String processId = "";
        private int version;
        private @Nullable Long parentProcessInstanceKey;
        private @Nullable Long parentElementInstanceKey;
        private @Nullable String startId;
        private String state = "ACTIVE";
        private @Nullable Long startedAt;
        private @Nullable Long endedAt;

        private Row(long key, int partitionId) {
            this.key = key;
            this.partitionId = partitionId;
        }

        private void describe(RecordValue value) {
            tenantId = value.text("tenantId");
            processDefinitionKey = value.number("processDefinitionKey");
            processId = value.text("bpmnProcessId");
            version = (int) value.number("version");
        }
    }

    private static final class InstanceBatch implements Batch {

        private final Map<Long, Row> rows = new TreeMap<>();

        @Override
        public void fold(LogRecord record, Changes changes) {
            RecordValue value = record.value();
            if (record.valueType() == ValueType.PROCESS_INSTANCE_CREATION) {
                Row row = row(record);
                row.describe(value);
                row.startId = startId(value);
            } else if (value.text("bpmnElementType").equals("PROCESS")) {
                foldInstance(record, value, changes);
            }
        }

        private void foldInstance(LogRecord record, RecordValue value, Changes changes) {
            Row row = row(record);
            row.describe(value);
            row.parentProcessInstanceKey = value.key("parentProcessInstanceKey");
            row.parentElementInstanceKey = value.key("parentElementInstanceKey");
            switch (record.intent()) {
                case "ELEMENT_ACTIVATED" -> {
                    row.startedAt = record.timestamp();
                    audit(record, "process-instance.started", row, changes);
                }
                case "ELEMENT_COMPLETED" -> {
                    row.state = "COMPLETED";
                    row.endedAt = record.timestamp();
                    audit(record, "process-instance.completed", row, changes);
                }
                case "ELEMENT_TERMINATED" -> {
                    row.state = "TERMINATED";
                    row.endedAt = record.timestamp();
                    audit(record, "process-instance.terminated", row, changes);
                }
                default -> {}
            }
            changes.touch(Topic.INSTANCES);
            changes.touch(Topic.REQUESTS);
        }

        private static void audit(LogRecord record, String action, Row row, Changes changes) {
            changes.audit(
                    record,
                    action,
                    "process-instance",
                    row.key,
                    "processId",
                    row.processId,
                    "version",
                    row.version,
                    "state",
                    row.state);
        }

        private Row row(LogRecord record) {
            return rows.computeIfAbsent(
                    record.value().number("processInstanceKey"), key -> new Row(key, record.partitionId()));
        }

        private static @Nullable String startId(RecordValue creation) {
            String startId = creation.object("variables").optionalText(ReservedVariables.START_ID);
            try {
                return startId == null ? null : UUID.fromString(startId).toString();
            } catch (IllegalArgumentException e) {
                // somebody else's variable of that name is none of our starts
                return null;
            }
        }

        @Override
        public void write(JdbcTemplate jdbc, Changes changes) {
            if (rows.isEmpty()) {
                return;
            }
            Collection<Row> ordered = rows.values();
            Map<Long, Long> roots = roots(jdbc, ordered);
            jdbc.update(
                    UPSERT,
                    longs(ordered, row -> row.key),
                    texts(ordered, row -> row.tenantId),
                    ints(ordered, row -> row.partitionId),
                    longs(ordered, row -> row.processDefinitionKey),
                    texts(ordered, row -> row.processId),
                    ints(ordered, row -> row.version),
                    optionalLongs(ordered, row -> row.parentProcessInstanceKey),
                    optionalLongs(ordered, row -> row.parentElementInstanceKey),
                    longs(ordered, row -> Objects.requireNonNull(roots.get(row.key))),
                    texts(ordered, row -> row.startId),
                    texts(ordered, row -> row.state),
                    optionalLongs(ordered, row -> row.startedAt),
                    optionalLongs(ordered, row -> row.endedAt));
        }

        /** A parent's key is lower than its children's, so going up the keys its root is always known. */
        private Map<Long, Long> roots(JdbcTemplate jdbc, Collection<Row> ordered) {
            Map<Long, Long> roots = new HashMap<>();
            Long[] elsewhere = ordered.stream()
                    .map(row -> row.parentProcessInstanceKey)
                    .filter(parent -> parent != null && !rows.containsKey(parent))
                    .toArray(Long[]::new);
            if (elsewhere.length > 0) {
                jdbc.query(
                        "select key, root_process_instance_key from process_instance where key = any (?)",
                        row -> {
                            roots.put(row.getLong(1), row.getLong(2));
                        },
                        (Object) elsewhere);
            }
            for (Row row : ordered) {
                Long parent = row.parentProcessInstanceKey;
                roots.put(row.key, parent == null ? (Long) row.key : roots.getOrDefault(parent, parent));
            }
            return roots;
        }
    }
}
