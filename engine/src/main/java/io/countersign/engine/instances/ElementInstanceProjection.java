package io.countersign.engine.instances;

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
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes {@code element_instance}: where an instance is and has been. The instance itself is not one of its elements. */
@Component
@Order(30)
class ElementInstanceProjection implements Projection {

    private static final String UPSERT = """
            insert into element_instance as known (key, process_instance_key, process_definition_key, tenant_id, element_id,
                element_type, flow_scope_key, state, started_at, ended_at)
            select key, process_instance_key, process_definition_key, tenant_id, element_id, element_type, flow_scope_key,
                state, to_timestamp(started_at / 1e3::float8), to_timestamp(ended_at / 1e3::float8)
            from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[],
                ?::bigint[], ?::bigint[])
                as row (key, process_instance_key, process_definition_key, tenant_id, element_id, element_type,
                    flow_scope_key, state, started_at, ended_at)
            on conflict (key) do update set
                process_definition_key = excluded.process_definition_key,
                element_id = excluded.element_id,
                flow_scope_key = excluded.flow_scope_key,
                state = excluded.state,
                started_at = coalesce(known.started_at, excluded.started_at),
                ended_at = coalesce(excluded.ended_at, known.ended_at)
            """;

    private static final String END_LEFTOVERS = """
            update element_instance set state = 'TERMINATED', ended_at = to_timestamp(ended.at / 1e3::float8)
            from unnest(?::bigint[], ?::bigint[]) as ended (process_instance_key, at)
            where element_instance.process_instance_key = ended.process_instance_key and state = 'ACTIVE'
            """;

    @Override
    public Set<ValueType> reads() {
        return Set.of(ValueType.PROCESS_INSTANCE);
    }

    @Override
    public List<Table> tables() {
        return List.of(Table.ofInstances("element_instance"));
    }

    @Override
    public Batch begin() {
        return new ElementBatch();
    }

    private static final class Row {
        private final long key;
        private long processInstanceKey;
        private long processDefinitionKey;
        private String tenantId = "";
        private String elementId = "";
        private String elementType = "";
        private long flowScopeKey;
        private String state = "ACTIVE";
        private @Nullable Long startedAt;
        private @Nullable Long endedAt;

        private Row(long key) {
            this.key = key;
        }

        private void end(String how, LogRecord record) {
            state = how;
            endedAt = record.timestamp();
        }
    }

    private static final class ElementBatch implements Batch {

        private final Map<Long, Row> rows = new TreeMap<>();
        private final Map<Long, Long> terminatedInstances = new HashMap<>();

        @Override
        public void fold(LogRecord record, Changes changes) {
            RecordValue value = record.value();
            if (!value.text("bpmnElementType").equals("PROCESS")) {
                foldElement(record, value);
                changes.touch(Topic.INSTANCES);
            } else if (record.intent().equals("ELEMENT_TERMINATED")) {
                terminatedInstances.put(record.key(), record.timestamp());
            }
        }

        private void foldElement(LogRecord record, RecordValue value) {
            Row row = rows.computeIfAbsent(record.key(), Row::new);
            row.processInstanceKey = value.number("processInstanceKey");
            row.processDefinitionKey = value.number("processDefinitionKey");
            row.tenantId = value.text("tenantId");
            row.elementId = value.text("elementId");
            row.elementType = value.text("bpmnElementType");
            row.flowScopeKey = value.number("flowScopeKey");
            switch (record.intent()) {
                case "ELEMENT_ACTIVATED" -> row.startedAt = record.timestamp();
                case "ELEMENT_COMPLETED" -> row.end("COMPLETED", record);
                case "ELEMENT_TERMINATED" -> row.end("TERMINATED", record);
                default -> {}
            }
        }

        @Override
        public void write(JdbcTemplate jdbc, Changes changes) {
            if (!rows.isEmpty()) {
                Collection<Row> ordered = rows.values();
                jdbc.update(
                        UPSERT,
                        longs(ordered, row -> row.key),
                        longs(ordered, row -> row.processInstanceKey),
                        longs(ordered, row -> row.processDefinitionKey),
                        texts(ordered, row -> row.tenantId),
                        texts(ordered, row -> row.elementId),
                        texts(ordered, row -> row.elementType),
                        longs(ordered, row -> row.flowScopeKey),
                        texts(ordered, row -> row.state),
                        optionalLongs(ordered, row -> row.startedAt),
                        optionalLongs(ordered, row -> row.endedAt));
            }
            if (!terminatedInstances.isEmpty()) {
                jdbc.update(
                        END_LEFTOVERS,
                        longs(terminatedInstances.keySet(), Long::longValue),
                        longs(terminatedInstances.values(), Long::longValue));
            }
        }
    }
}
