package io.countersign.engine.requests;

import io.countersign.engine.readmodel.Columns;
import io.countersign.engine.requests.Request.State;
import io.countersign.engine.tasks.RequesterActs.Withdrawal;
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
            coalesce(instance.root_process_instance_key, request.process_instance_key) as root_key,
            withdrawal.withdrawn_at, withdrawal.reason,
            (select max(reminded_at) from request_reminder reminder
                where reminder.process_instance_key = instance.root_process_instance_key) as reminded_at,
            request.process_instance_key is null and request.failure is not null as failed,
            exists (select from incident f where f.process_instance_key = instance.key and f.state = 'ACTIVE') as has_incident
            """;

    private static final String AROUND = """
            left join process_definition definition
                on definition.key = coalesce(instance.process_definition_key, request.process_definition_key)
            left join request_withdrawal withdrawal on withdrawal.process_instance_key
                = coalesce(instance.root_process_instance_key, request.process_instance_key)
            """;

    /** Every word of a search is in the name of the process, the business key or a value of the request. */
    private static final String HAS_WORDS = """
            and not exists (
                select from unnest(cast(? as text[])) as word
                where not coalesce(definition.name, request.process_id) ilike word
                    and not coalesce(request.business_key, '') ilike word
                    and not exists (
                        select from variable v
                        where v.process_instance_key = instance.key and v.scope_key = instance.key
                            and octet_length(v.value) <= 2000 and v.name not like 'countersign%' and v.value ilike word))
            """;

    private static final String IS_OPEN = """
            (request.failure is null or request.process_instance_key is not null)
                and coalesce(instance.state, 'ACTIVE') = 'ACTIVE' and withdrawal.process_instance_key is null
            """;

    private final JdbcClient jdbc;

    RequestRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first. */
    List<Request> of(String requester, RequestQuery query, Paging paging) {
        Cursor after = paging.after();
        var sql = new StringBuilder("select " + COLUMNS
                + " from start_request request left join process_instance instance"
                + " on instance.key = request.process_instance_key " + AROUND
                + " where request.requester = ? ");
        var parameters = new ArrayList<Object>();
        parameters.add(requester);
        if (after != null) {
            sql.append("and (request.requested_at, cast(request.id as text)) < (?, ?) ");
            parameters.add(Columns.parameter(Objects.requireNonNullElse(after.time(0), Instant.EPOCH)));
            parameters.add(String.valueOf(after.text(1)));
        }
        switch (query.state()) {
            case ALL -> {}
            case OPEN -> sql.append("and ").append(IS_OPEN);
            case ENDED -> sql.append("and not (").append(IS_OPEN).append(") ");
        }
        if (!query.words().isEmpty()) {
            sql.append(HAS_WORDS);
            parameters.add(query.patterns());
        }
        sql.append("order by request.requested_at desc, cast(request.id as text) desc limit ")
                .append(paging.fetch());
        return jdbc.sql(sql.toString())
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
                        + AROUND + " where instance.key is not null or request.id is not null")
                .param(processInstanceKey)
                .query((row, number) -> read(row))
                .optional();
    }

    private static Request read(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new Request(
                id == null ? null : id.toString(),
                Columns.key(row, "instance_key"),
                Columns.key(row, "root_key"),
                Columns.key(row, "definition_key"),
                row.getString("process_id"),
                row.getString("process_name"),
                row.getObject("version", Integer.class),
                row.getString("business_key"),
                row.getString("requester"),
                Columns.time(row, "requested_at"),
                Columns.time(row, "ended_at"),
                state(row.getString("state"), row.getObject("instance_key") != null, row.getBoolean("failed")),
                withdrawal(row),
                Columns.time(row, "reminded_at"),
                null,
                Map.of(),
                List.of(),
                row.getBoolean("has_incident"),
                null);
    }

    private static @Nullable Withdrawal withdrawal(ResultSet row) throws SQLException {
        Instant at = Columns.time(row, "withdrawn_at");
        return at == null ? null : new Withdrawal(at, row.getString("reason"));
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
