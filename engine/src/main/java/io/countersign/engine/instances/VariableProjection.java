package io.countersign.engine.instances;

import static io.countersign.engine.recordstream.Columns.longs;
import static io.countersign.engine.recordstream.Columns.texts;

import io.countersign.engine.recordstream.Changes;
import io.countersign.engine.recordstream.LogRecord;
import io.countersign.engine.recordstream.Projection;
import io.countersign.engine.recordstream.RecordValue;
import io.countersign.engine.recordstream.Topic;
import io.countersign.engine.recordstream.ValueType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes {@code variable}. Tasks come first: they freeze their policy as it was before a later change in the same batch. */
@Component
@Order(60)
class VariableProjection implements Projection {

    private static final String UPSERT = """
            insert into variable (key, tenant_id, process_instance_key, scope_key, name, value, updated_at)
            select key, tenant_id, process_instance_key, scope_key, name, value, to_timestamp(updated_at / 1e3::float8)
            from unnest(?::bigint[], ?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::bigint[])
                as row (key, tenant_id, process_instance_key, scope_key, name, value, updated_at)
            on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at
            """;

    @Override
    public Set<ValueType> reads() {
        return Set.of(ValueType.VARIABLE);
    }

    @Override
    public List<Table> tables() {
        return List.of(Table.ofInstances("variable"));
    }

    @Override
    public Batch begin() {
        return new VariableBatch();
    }

    private static final class Row {
        private final long key;
        private String tenantId = "";
        private long processInstanceKey;
        private long scopeKey;
        private String name = "";
        private String value = "null";
        private long updatedAt;

        private Row(long key) {
            this.key = key;
        }
    }

    private static final class VariableBatch implements Batch {

        private final Map<Long, Row> rows = new TreeMap<>();

        @Override
        public void fold(LogRecord record, Changes changes) {
            switch (record.intent()) {
                case "CREATED", "UPDATED" -> {
                    RecordValue value = record.value();
                    Row row = rows.computeIfAbsent(record.key(), Row::new);
                    row.tenantId = value.text("tenantId");
                    row.processInstanceKey = value.number("processInstanceKey");
                    row.scopeKey = value.number("scopeKey");
                    row.name = value.text("name");
                    row.value = value.text("value");
                    row.updatedAt = record.timestamp();
                    changes.touch(Topic.INSTANCES);
                }
                // a migrated variable keeps its value, though its record says null
                default -> {}
            }
        }

        @Override
        public void write(JdbcTemplate jdbc, Changes changes) {
            if (rows.isEmpty()) {
                return;
            }
            Collection<Row> ordered = rows.values();
            jdbc.update(
                    UPSERT,
                    longs(ordered, row -> row.key),
                    texts(ordered, row -> row.tenantId),
                    longs(ordered, row -> row.processInstanceKey),
                    longs(ordered, row -> row.scopeKey),
                    texts(ordered, row -> row.name),
                    texts(ordered, row -> row.value),
                    longs(ordered, row -> row.updatedAt));
        }
    }
}
