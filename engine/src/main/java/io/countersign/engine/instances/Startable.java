package io.countersign.engine.instances;

import io.countersign.engine.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds the process definition that a start asks for. */
@Repository
class Startable {

    private static final String COLUMNS = "select key, process_id, version, tenant_id from process_definition ";

    private final JdbcClient jdbc;

    Startable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Definition(long key, String processId, int version, String tenantId) {}

    /** @throws Problem where there is none */
    Definition of(NewStart start) {
        if ((start.processId() == null) == (start.processDefinitionKey() == null)) {
            throw Problem.badRequest(
                    "invalid-request",
                    "The request does not fit",
                    "Say what to start: either processDefinitionId or processDefinitionKey.");
        }
        return find(start)
                .orElseThrow(() -> Problem.notFound(
                        "unknown-process",
                        "There is no such process",
                        "No process %s is deployed. GET /api/v1/startable-processes lists what can be started."
                                .formatted(name(start))));
    }

    private Optional<Definition> find(NewStart start) {
        if (start.processDefinitionKey() != null) {
            return jdbc.sql(COLUMNS + "where key = ? and tenant_id = ? and deleted_at is null")
                    .params(start.processDefinitionKey(), start.tenantId())
                    .query(Startable::definition)
                    .optional();
        }
        return jdbc.sql(COLUMNS + """
                where tenant_id = :tenant and process_id = :id and deleted_at is null
                    and (:version::integer is null or version = :version)
                order by version desc limit 1
                """)
                .param("tenant", start.tenantId())
                .param("id", start.processId())
                .param("version", start.version())
                .query(Startable::definition)
                .optional();
    }

    private static Definition definition(ResultSet row, int number) throws SQLException {
        return new Definition(
                row.getLong("key"), row.getString("process_id"), row.getInt("version"), row.getString("tenant_id"));
    }

    private static String name(NewStart start) {
        return start.processDefinitionKey() != null
                ? "with the key " + start.processDefinitionKey()
                : "\"" + start.processId() + "\"" + (start.version() == null ? "" : " in version " + start.version());
    }
}
