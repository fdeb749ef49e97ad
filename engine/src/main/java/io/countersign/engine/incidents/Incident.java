package io.countersign.engine.incidents;

import io.countersign.engine.readmodel.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An incident in the shape of the Orchestration Cluster REST API.
 *
 * @param state ACTIVE or RESOLVED
 */
public record Incident(
        @Nullable String incidentKey,
        @Nullable String processInstanceKey,
        @Nullable String rootProcessInstanceKey,
        @Nullable String processDefinitionKey,
        String processDefinitionId,
        @Nullable String elementInstanceKey,
        String elementId,
        @Nullable String jobKey,
        String errorType,
        String errorMessage,
        String state,
        @Nullable Instant creationTime,
        @Nullable Instant resolutionTime,
        String tenantId) {

    static final String COLUMNS =
            "i.*, coalesce(instance.root_process_instance_key, i.process_instance_key) as root_key";

    static final String TABLES =
            "incident i left join process_instance instance on instance.key = i.process_instance_key";

    static Incident read(ResultSet row) throws SQLException {
        return new Incident(
                Columns.key(row, "key"),
                Columns.key(row, "process_instance_key"),
                Columns.key(row, "root_key"),
                Columns.key(row, "process_definition_key"),
                row.getString("process_id"),
                Columns.key(row, "element_instance_key"),
                row.getString("element_id"),
                Columns.key(row, "job_key"),
                row.getString("error_type"),
                row.getString("error_message"),
                row.getString("state"),
                Columns.time(row, "created_at"),
                Columns.time(row, "resolved_at"),
                row.getString("tenant_id"));
    }
}
