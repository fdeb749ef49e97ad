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

/** Writes {@code process_definition}. A deployment arrives once on every partition: the earliest time counts. */
@Component
@Order(10)
class ProcessDefinitionProjection implements Projection {

    private static final String COLUMNS =
            "tenant_id, process_id, version, version_tag, name, documentation, start_form_id, resource_name, resource, checksum";

    @Override
    public Set<ValueType> reads() {
        return Set.of(ValueType.PROCESS);
    }

    @Override
    public List<Table> tables() {
        return List.of(Table.ofDefinitions("process_definition"));
    }

    @Override
    public Batch begin() {
        return new DefinitionBatch();
    }

    private static final class DefinitionBatch implements Batch {

        private final Map<Long, LogRecord> deployed = new TreeMap<>();
        private final Deletions deleted = new Deletions("process_definition");

        @Override
        public void fold(LogRecord record, Changes changes) {
            RecordValue value = record.value();
            long key = value.number("processDefinitionKey");
            switch (record.intent()) {
                case "CREATED" -> {
                    deployed.put(key, record);
                    audit(record, "process-definition.deployed", key, value, changes);
                }
                case "DELETED" -> {
                    deleted.add(key, record.timestamp());
                    audit(record, "process-definition.deleted", key, value, changes);
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
                        "process-definition",
                        key,
                        "processId",
                        value.text("bpmnProcessId"),
                        "version",
                        value.number("version", 0));
            }
        }

        @Override
        public void write(JdbcTemplate jdbc, Changes changes) {
            deployed.forEach((key, record) -> insert(jdbc, key, record));
            deleted.write(jdbc);
        }

        private static void insert(JdbcTemplate jdbc, long key, LogRecord record) {
            RecordValue value = record.value();
            byte[] resource = Base64.getDecoder().decode(value.text("resource"));
            String processId = value.text("bpmnProcessId");
            ProcessModel model = ElementNames.model(key, processId, resource);
            String versionTag = value.optionalText("versionTag");
            DeployedRow.write(
                    jdbc,
                    "process_definition",
                    COLUMNS,
                    key,
                    record.timestamp(),
                    value.text("tenantId"),
                    processId,
                    value.number("version"),
                    versionTag == null ? model.versionTag() : versionTag,
                    model.name(),
                    model.documentation(),
                    model.startFormId(),
                    value.text("resourceName"),
                    resource,
                    Objects.requireNonNullElse(value.optionalText("checksum"), ""));
        }
    }
}
