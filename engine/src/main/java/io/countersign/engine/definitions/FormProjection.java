package io.countersign.engine.definitions;

import io.countersign.engine.recordstream.Changes;
import io.countersign.engine.recordstream.LogRecord;
import io.countersign.engine.recordstream.Projection;
import io.countersign.engine.recordstream.RecordValue;
import io.countersign.engine.recordstream.Topic;
import io.countersign.engine.recordstream.ValueType;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes {@code form}. */
@Component
@Order(12)
class FormProjection implements Projection {

    private static final String COLUMNS = "tenant_id, form_id, version, resource_name, resource, checksum";

    @Override
    public Set<ValueType> reads() {
        return Set.of(ValueType.FORM);
    }

    @Override
    public List<Table> tables() {
        return List.of(Table.ofDefinitions("form"));
    }

    @Override
    public Batch begin() {
        return new FormBatch();
    }

    private static final class FormBatch implements Batch {

        private final Map<Long, LogRecord> deployed = new TreeMap<>();
        private final Deletions deleted = new Deletions("form");

        @Override
        public void fold(LogRecord record, Changes changes) {
            RecordValue value = record.value();
            long key = value.number("formKey");
            switch (record.intent()) {
                case "CREATED" -> {
                    deployed.put(key, record);
                    audit(record, "form.deployed", key, value, changes);
                }
                case "DELETED" -> {
                    deleted.add(key, record.timestamp());
                    audit(record, "form.deleted", key, value, changes);
                }
                default -> {}
            }
            changes.touch(Topic.DEFINITIONS);
        }

        private static void audit(LogRecord record, String action, long key, RecordValue value, Changes changes) {
            if (record.isAtHome(key)) {
                changes.audit(
                        record,
                        action,
                        "form",
                        key,
                        "formId",
                        value.text("formId"),
                        "version",
                        value.number("version", 0));
            }
        }

        @Override
        public void write(JdbcTemplate jdbc, Changes changes) {
            deployed.forEach((key, record) -> {
                RecordValue value = record.value();
                DeployedRow.write(
                        jdbc,
                        "form",
                        COLUMNS,
                        key,
                        record.timestamp(),
                        value.text("tenantId"),
                        value.text("formId"),
                        value.number("version"),
                        value.text("resourceName"),
                        Base64.getDecoder().decode(value.text("resource")),
                        Objects.requireNonNullElse(value.optionalText("checksum"), ""));
            });
            deleted.write(jdbc);
        }
    }
}
