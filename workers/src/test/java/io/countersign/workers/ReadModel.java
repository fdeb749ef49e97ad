package io.countersign.workers;

import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes what the engine would have written of an instance. */
public final class ReadModel {

    private final JdbcClient db;

    public ReadModel(JdbcClient db) {
        this.db = db;
    }

    public void instance(long key, long root, String processId, String name, @Nullable String formId) {
        long definition = key + 1;
        db.sql("""
                        insert into process_definition (key, process_id, version, name, start_form_id, resource_name, resource, checksum,
                            deployed_at)
                        values (?, ?, 1, ?, ?, 'x.bpmn', '', '', now())
                        """)
                .params(Arrays.asList(definition, processId + key, name, formId))
                .update();
        db.sql("""
                        insert into process_instance (key, partition_id, process_definition_key, process_id, version,
                            root_process_instance_key, state, started_at)
                        values (?, 1, ?, ?, 1, ?, 'ACTIVE', '2026-11-20T08:12:00Z')
                        """).params(key, definition, processId, root).update();
    }

    public void form(String formId, String schema) {
        db.sql("""
                        insert into form (key, form_id, version, resource_name, resource, checksum, deployed_at)
                        values (?, ?, 1, 'x.form', convert_to(?, 'UTF8'), '', '2026-01-01Z')
                        """)
                .params(UUID.randomUUID().getMostSignificantBits() >>> 1, formId, schema)
                .update();
    }

    public void variables(long instance, Map<String, String> values) {
        values.forEach((name, value) -> db.sql("""
                        insert into variable (key, process_instance_key, scope_key, name, value, updated_at)
                        values (?, ?, ?, ?, ?, now())
                        """)
                .params(UUID.randomUUID().getMostSignificantBits() >>> 1, instance, instance, name, value)
                .update());
    }

    public void job(long key, long instance, String type) {
        db.sql("""
                        insert into job (key, partition_id, process_instance_key, element_instance_key, element_id, type, state, retries)
                        values (?, 1, ?, 1, 'job', ?, 'CREATED', 3)
                        """).params(key, instance, type).update();
    }

    public void task(long key, long instance, String name, @Nullable String approval) {
        db.sql("""
                        insert into task (key, kind, partition_id, process_instance_key, element_instance_key, process_definition_key,
                            process_id, element_id, name, state, approval, ended_at)
                        values (?, 'NATIVE', 1, ?, 1, 1, 'p', 'e', ?, 'COMPLETED', cast(? as jsonb), '2026-11-21T09:00:00Z')
                        """).params(Arrays.asList(key, instance, name, approval)).update();
    }

    public void vote(
            long task,
            String voter,
            @Nullable String onBehalfOf,
            String outcome,
            @Nullable String comment,
            boolean conclusive,
            String at) {
        db.sql("""
                        insert into task_decision (id, task_key, voter, on_behalf_of, outcome, comment, conclusive, decided_at)
                        values (gen_random_uuid(), ?, ?, ?, ?, ?, ?, cast(? as timestamptz))
                        """)
                .params(Arrays.asList(task, voter, onBehalfOf, outcome, comment, conclusive, at))
                .update();
    }
}
