package io.countersign.engine.instances;

import io.countersign.engine.readmodel.Columns;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** What an instance is made of, as operators want to see it: nothing hidden. */
@Repository
public class InstanceParts {

    private static final int MAX = 1000;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    InstanceParts(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** In every scope, by scope and name. */
    public List<ScopedVariable> variables(long processInstanceKey) {
        return jdbc.sql("""
                        select key, scope_key, name, value from variable where process_instance_key = ?
                        order by scope_key, name limit ?
                        """)
                .params(processInstanceKey, MAX)
                .query((row, number) -> new ScopedVariable(
                        Columns.key(row, "key"),
                        Columns.key(row, "scope_key"),
                        row.getString("name"),
                        json.readTree(row.getString("value"))))
                .list();
    }

    /** Newest first. */
    public List<Job> jobs(long processInstanceKey) {
        return jdbc.sql("""
                        select key, element_instance_key, element_id, type, state, retries, worker, error_code, error_message,
                            created_at, ended_at
                        from job where process_instance_key = ? order by key desc limit ?
                        """)
                .params(processInstanceKey, MAX)
                .query((row, number) -> new Job(
                        Columns.key(row, "key"),
                        Columns.key(row, "element_instance_key"),
                        row.getString("element_id"),
                        row.getString("type"),
                        row.getString("state"),
                        row.getInt("retries"),
                        row.getString("worker"),
                        row.getString("error_code"),
                        row.getString("error_message"),
                        Columns.time(row, "created_at"),
                        Columns.time(row, "ended_at")))
                .list();
    }
}
