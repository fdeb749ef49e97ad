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

/** Writes {@code decision_requirements}, which are the DMN files, and {@code decision_definition}, the decisions in them. */
@Component
@Order(11)
class DecisionProjection implements Projection {

    private static final String REQUIREMENTS_COLUMNS =
            "tenant_id, requirements_id, version, name, resource_name, resource, checksum";
    private static final String DECISION_COLUMNS = "tenant_id, decision_id, version, name, requirements_key";

    @Override
    public Set<ValueType> reads() {
        return Set.of(ValueType.DECISION_REQUIREMENTS, ValueType.DECISION);
    }

    @Override
    public List<Table> tables() {
        return List.of(Table.ofDefinitions("decision_requirements"), Table.ofDefinitions("decision_definition"));
    }

    @Override
    public Batch begin() {
        return new DecisionBatch();
    }

    private static final class DecisionBatch implements Batch {

        private final Map<Long, LogRecord> requirements = new TreeMap<>();
        private final Map<Long, LogRecord> decisions = new TreeMap<>();
        private final Deletions deletedRequirements = new Deletions("decision_requirements");
        private final Deletions deletedDecisions = new Deletions("decision_definition");

        @Override
        public void fold(LogRecord record, Changes changes) {
            RecordValue value = record.value();
            if (record.valueType() == ValueType.DECISION) {
                long key = value.number("decisionKey");
                take(record, key, decisions, deletedDecisions);
                audit(record, key, value, changes);
            } else {
                take(record, value.number("decisionRequirementsKey"), requirements, deletedRequirements);
            }
            changes.touch(Topic.DEFINITIONS);
        }

        private static void take(LogRecord record, long key, Map<Long, LogRecord> deployed, Deletions deleted) {
            switch (record.intent()) {
                case "CREATED" -> deployed.put(key, record);
                case "DELETED" -> deleted.add(key, record.timestamp());
                default -> {}
            }
        }

        private static void audit(LogRecord record, long key, RecordValue value, Changes changes) {
            if (record.isAtHome(key)) {
                changes.audit(
                        record,
                        record.intent().equals("CREATED")
                                ? "decision-definition.deployed"
                                : "decision-definition.deleted",
                        "decision-definition",
                        key,
                        "decisionId",
                        value.text("decisionId"),
                        "version",
                        value.number("version", 0));
            }
        }

        @Override
        public void write(JdbcTemplate jdbc, Changes changes) {
            requirements.forEach((key, record) -> insertRequirements(jdbc, key, record));
            decisions.forEach((key, record) -> insertDecision(jdbc, key, record));
            deletedRequirements.write(jdbc);
            deletedDecisions.write(jdbc);
        }

        private static void insertRequirements(JdbcTemplate jdbc, long key, LogRecord record) {
            RecordValue value = record.value();
            DeployedRow.write(
                    jdbc,
                    "decision_requirements",
                    REQUIREMENTS_COLUMNS,
                    key,
                    record.timestamp(),
                    value.text("tenantId"),
                    value.text("decisionRequirementsId"),
                    value.number("decisionRequirementsVersion"),
                    Objects.requireNonNullElse(value.optionalText("decisionRequirementsName"), ""),
                    value.text("resourceName"),
                    Base64.getDecoder().decode(value.text("resource")),
                    Objects.requireNonNullElse(value.optionalText("checksum"), ""));
        }

        private static void insertDecision(JdbcTemplate jdbc, long key, LogRecord record) {
            RecordValue value = record.value();
            DeployedRow.write(
                    jdbc,
                    "decision_definition",
                    DECISION_COLUMNS,
                    key,
                    record.timestamp(),
                    value.text("tenantId"),
                    value.text("decisionId"),
                    value.number("version"),
                    Objects.requireNonNullElse(value.optionalText("decisionName"), ""),
                    value.number("decisionRequirementsKey"));
        }
    }
}
