package io.countersign.engine.instances;

import io.countersign.engine.readmodel.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A process instance in the shape of the Orchestration Cluster REST API.
 *
 * @param state ACTIVE, COMPLETED or TERMINATED
 * @param businessId the business key, as the Camunda client of 8.9 calls it
 */
public record Instance(
        @Nullable String processInstanceKey,
        String processDefinitionId,
        @Nullable String processDefinitionName,
        int processDefinitionVersion,
        @Nullable String processDefinitionVersionTag,
        @Nullable String processDefinitionKey,
        @Nullable String parentProcessInstanceKey,
        @Nullable String parentElementInstanceKey,
        @Nullable String rootProcessInstanceKey,
        @Nullable Instant startDate,
        @Nullable Instant endDate,
        String state,
        boolean hasIncident,
        String tenantId,
        List<String> tags,
        @Nullable String businessKey,
        @Nullable String businessId) {

    static final String HAS_INCIDENT =
            "exists (select from incident f where f.process_instance_key = i.key and f.state = 'ACTIVE')";

    static final String COLUMNS = "i.*, definition.name as process_name, definition.version_tag, request.business_key, "
            + HAS_INCIDENT + " as has_incident";

    static final String TABLES = """
            process_instance i
                left join process_definition definition on definition.key = i.process_definition_key
                left join start_request request on request.process_instance_key = i.key
            """;

    static Instance read(ResultSet row) throws SQLException {
        return new Instance(
                Columns.key(row, "key"),
                row.getString("process_id"),
                row.getString("process_name"),
                row.getInt("version"),
                row.getString("version_tag"),
                Columns.key(row, "process_definition_key"),
                Columns.key(row, "parent_process_instance_key"),
                Columns.key(row, "parent_element_instance_key"),
                Columns.key(row, "root_process_instance_key"),
                Columns.time(row, "started_at"),
                Columns.time(row, "ended_at"),
                row.getString("state"),
                row.getBoolean("has_incident"),
                row.getString("tenant_id"),
                List.of(),
                row.getString("business_key"),
                row.getString("business_key"));
    }
}
