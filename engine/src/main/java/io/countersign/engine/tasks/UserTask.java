package io.countersign.engine.tasks;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.countersign.engine.readmodel.Columns;
import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user task in the shape of the Orchestration Cluster REST API, of either kind.
 *
 * @param assignee who has it, by the model or by taking it
 * @param state CREATED, COMPLETED or CANCELED
 */
public record UserTask(
        @Nullable String userTaskKey,
        String elementId,
        @Nullable String name,
        String processDefinitionId,
        @Nullable String processName,
        @Nullable Integer processDefinitionVersion,
        @Nullable String processDefinitionKey,
        @Nullable String processInstanceKey,
        @Nullable String rootProcessInstanceKey,
        @Nullable String elementInstanceKey,
        @Nullable String assignee,
        List<String> candidateGroups,
        List<String> candidateUsers,
        @Nullable Instant dueDate,
        @Nullable Instant followUpDate,
        int priority,
        String state,
        @Nullable Instant creationDate,
        @Nullable Instant completionDate,
        @Nullable String formKey,
        @Nullable String externalFormReference,
        @JsonRawValue @Schema(type = "object") String customHeaders,
        List<String> tags,
        String tenantId) {

    static final String COLUMNS = """
            t.*, coalesce(claim.username, nullif(t.assignee, '')) as owner, definition.name as process_name,
            definition.version as process_version,
            coalesce(instance.root_process_instance_key, t.process_instance_key) as root_key
            """;

    static final String TABLES = """
            task t
                left join task_claim claim on claim.task_key = t.key
                left join process_instance instance on instance.key = t.process_instance_key
                left join process_definition definition on definition.key = t.process_definition_key
            """;

    static UserTask read(ResultSet row) throws SQLException {
        String state = row.getString("state");
        return new UserTask(
                Columns.key(row, "key"),
                row.getString("element_id"),
                row.getString("name"),
                row.getString("process_id"),
                row.getString("process_name"),
                row.getObject("process_version", Integer.class),
                Columns.key(row, "process_definition_key"),
                Columns.key(row, "process_instance_key"),
                Columns.key(row, "root_key"),
                Columns.key(row, "element_instance_key"),
                row.getString("owner"),
                Columns.texts(row, "candidate_groups"),
                Columns.texts(row, "candidate_users"),
                Columns.time(row, "due_at"),
                Columns.time(row, "follow_up_at"),
                row.getInt("priority"),
                state.equals(EngineTask.State.OPEN.name()) ? "CREATED" : state,
                Columns.time(row, "created_at"),
                Columns.time(row, "ended_at"),
                Columns.key(row, "form_key"),
                row.getString("external_form"),
                row.getString("custom_headers"),
                List.of(),
                row.getString("tenant_id"));
    }
}
