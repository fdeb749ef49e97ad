package io.countersign.engine.requests;

import io.countersign.engine.readmodel.Columns;
import io.countersign.engine.requests.Request.State;
import io.countersign.engine.web.Cursor;
import io.countersign.engine.web.Paging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Requests, without what people did about them. */
@Repository
class RequestRows {

    private static final String COLUMNS = """
            request.id, coalesce(instance.key, request.process_instance_key) as instance_key,
            coalesce(instance.process_definition_key, request.process_definition_key) as definition_key,
            coalesce(instance.process_id, request.process_id) as process_id, definition.name as process_name,
            coalesce(instance.version, definition.version) as version, request.business_key, request.requester,
            coalesce(request.requested_at, instance.started_at) as requested_at, instance.ended_at, instance.state,
            request.process_instance_key is null and request.failure is not null as failed,
            exists (select from incident f where f.process_instance_key = instance.key and f.state = 'ACTIVE') as has_incident
            """;

    private static final String DEFINITION = """
            left join process_definition definition
                on definition.key = coalesce(instance.process_definition_key, request.process_definition_key)
            """;

    private final JdbcClient jdbc;

    RequestRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first. */
    List<Request> of(String requester, Paging paging) {
        Cursor after = paging.after();
        var parameters = new ArrayList<Object>();
        parameters.add(requester);
        if (after != null) {
            parameters.add(Columns.parameter(Objects.requireNonNullElse(after.time(0), Instant.EPOCH)));
            parameters.add(String.valueOf(after.text(1)));
        }
        return jdbc.sql("select " + COLUMNS
                        + " from start_request request left join process_instance instance"
                        + " on instance.key = request.process_instance_key " + DEFINITION
                        + " where request.requester = ? "
                        + (after == null ? "" : "and (request.requested_at, cast(request.id as text)) < (?, ?) ")
                        + "order by request.requested_at desc, cast(request.id as text) desc limit " + paging.fetch())
                .params(parameters)
                .query((row, number) -> read(row))
                .list();
    }

    /** The request that an instance belongs to, with the instance's own progress. */
    Optional<Request> ofInstance(long processInstanceKey) {
        return jdbc.sql("select " + COLUMNS
                        + " from (select cast(? as bigint) as key) wanted"
                        + " left join process_instance instance on instance.key = wanted.key"
                        + " left join start_request request on request.process_instance_key"
                        + " = coalesce(instance.root_process_instance_key, wanted.key) "
                        + DEFINITION + " where instance.key is not null or request.id is not null")
                .param(processInstanceKey)
                .query((row, number) -> read(row))
                .optional();
    }

    private static Request read(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new Request(
                id == null ? null : id.toString(),
                Columns.key(row, "instance_key"),
                Columns.key(row, "definition_key"),
                row.getString("process_id"),
                row.getString("process_name"),
                row.getObject("version", Integer.class),
                row.getString("business_key"),
                row.getString("requester"),
                Columns.time(row, "requested_at"),
                Columns.time(row, "ended_at"),
                state(row.getString("state"), row.getObject("instance_key") != null, row.getBoolean("failed")),
                null,
                Map.of(),
                List.of(),
                row.getBoolean("has_incident"));
    }

    private static State state(@Nullable String instance, boolean created, boolean failed) {
        if (instance != null) {
            return State.valueOf(instance);
        }
        if (failed) {
            return State.FAILED;
        }
        // the engine has answered, its record is on the way
        return created ? State.ACTIVE : State.STARTING;
    }
}
