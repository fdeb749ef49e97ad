package io.countersign.engine;

import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts rows into the read model as the projection would. Every key is new. */
public final class EngineRows {

    private static final AtomicLong KEYS = new AtomicLong(2_251_799_813_685_249L);

    private final JdbcClient jdbc;

    public EngineRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public static long newKey() {
        return KEYS.incrementAndGet();
    }

    public long process(String processId, int version, String bpmn, @Nullable String startFormId) {
        long key = newKey();
        jdbc.sql("""
                        insert into process_definition (key, process_id, version, name, start_form_id, resource_name, resource,
                            checksum, deployed_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, now())
                        """)
                .params(Arrays.asList(
                        key,
                        processId,
                        version,
                        "Process " + processId,
                        startFormId,
                        processId + ".bpmn",
                        bpmn.getBytes(StandardCharsets.UTF_8),
                        "sum" + key))
                .update();
        return key;
    }

    public long form(String formId, int version, String schema) {
        long key = newKey();
        jdbc.sql("""
                        insert into form (key, form_id, version, resource_name, resource, checksum, deployed_at)
                        values (?, ?, ?, ?, ?, ?, now())
                        """)
                .params(key, formId, version, formId + ".form", schema.getBytes(StandardCharsets.UTF_8), "sum" + key)
                .update();
        return key;
    }

    public long instance(String processId, long processDefinitionKey, String state, @Nullable Long parent) {
        long key = newKey();
        jdbc.sql("""
                        insert into process_instance (key, partition_id, process_definition_key, process_id, version,
                            parent_process_instance_key, root_process_instance_key, state, started_at, ended_at)
                        values (:key, 1, :definition, :process, 1, :parent,
                            coalesce((select root_process_instance_key from process_instance where key = :parent), :key), :state,
                            timestamptz '2026-11-22T10:00:00Z' + mod(:key, 100000) * interval '1 second',
                            case when :state <> 'ACTIVE' then now() end)
                        """)
                .param("key", key)
                .param("definition", processDefinitionKey)
                .param("process", processId)
                .param("parent", parent, Types.BIGINT)
                .param("state", state)
                .update();
        return key;
    }

    public void requested(long processInstanceKey, @Nullable String requester, @Nullable String businessKey) {
        jdbc.sql("""
                        insert into start_request (id, caller, requester, process_id, business_key, requested_at,
                            process_instance_key)
                        values (?, ?, ?, 'p', ?, now(), ?)
                        """)
                .params(Arrays.asList(
                        UUID.randomUUID(),
                        requester == null ? "key:test" : "user:" + requester,
                        requester,
                        businessKey,
                        processInstanceKey))
                .update();
    }

    public long element(long processInstanceKey, long processDefinitionKey, String elementId, long flowScope) {
        long key = newKey();
        jdbc.sql("""
                        insert into element_instance (key, process_instance_key, process_definition_key, element_id,
                            element_type, flow_scope_key, state, started_at)
                        values (?, ?, ?, ?, 'USER_TASK', ?, 'ACTIVE', now())
                        """)
                .params(key, processInstanceKey, processDefinitionKey, elementId, flowScope)
                .update();
        return key;
    }

    public void variable(long processInstanceKey, long scope, String name, String json) {
        jdbc.sql("""
                        insert into variable (key, process_instance_key, scope_key, name, value, updated_at)
                        values (?, ?, ?, ?, ?, now())
                        """).params(newKey(), processInstanceKey, scope, name, json).update();
    }

    public long incident(long processInstanceKey, long elementInstanceKey, @Nullable Long jobKey, String message) {
        long key = newKey();
        jdbc.sql("""
                        insert into incident (key, partition_id, process_instance_key, process_definition_key, process_id,
                            element_instance_key, element_id, job_key, error_type, error_message, state, created_at)
                        values (?, 1, ?, 1, 'p', ?, 'e', ?, 'JOB_NO_RETRIES', ?, 'ACTIVE', now())
                        """)
                .params(Arrays.asList(key, processInstanceKey, elementInstanceKey, jobKey, message))
                .update();
        return key;
    }

    /** An open task of a new instance, to be described further. */
    public TaskBuilder task() {
        return new TaskBuilder();
    }

    /** A task in the making. */
    public final class TaskBuilder {
        private @Nullable Long instance;
        private @Nullable String assignee;
        private List<String> groups = List.of();
        private List<String> users = List.of();
        private @Nullable String approval;
        private @Nullable Instant dueAt;
        private @Nullable Long formKey;
        private String kind = "JOB";

        public TaskBuilder of(long processInstanceKey) {
            this.instance = processInstanceKey;
            return this;
        }

        public TaskBuilder assignee(String username) {
            this.assignee = username;
            return this;
        }

        public TaskBuilder groups(String... ids) {
            this.groups = List.of(ids);
            return this;
        }

        public TaskBuilder users(String... usernames) {
            this.users = List.of(usernames);
            return this;
        }

        public TaskBuilder approval(String json) {
            this.approval = json;
            return this;
        }

        public TaskBuilder due(Instant at) {
            this.dueAt = at;
            return this;
        }

        public TaskBuilder form(long key) {
            this.formKey = key;
            return this;
        }

        public TaskBuilder nativeTask() {
            this.kind = "NATIVE";
            return this;
        }

        public long create() {
            long key = newKey();
            long of = instance == null ? instance("p", 1, "ACTIVE", null) : instance;
            long element = element(of, 1, "approve", of);
            jdbc.sql("""
                            insert into task (key, kind, partition_id, process_instance_key, element_instance_key,
                                process_definition_key, process_id, element_id, name, state, assignee, candidate_groups,
                                candidate_users, due_at, form_key, approval, created_at)
                            values (?, ?, 1, ?, ?, 1, 'p', 'approve', 'Approve it', 'OPEN', ?, ?, ?, ?, ?,
                                cast(? as jsonb), now())
                            """)
                    .params(Arrays.asList(
                            key,
                            kind,
                            of,
                            element,
                            assignee,
                            groups.toArray(String[]::new),
                            users.toArray(String[]::new),
                            dueAt == null ? null : OffsetDateTime.ofInstant(dueAt, ZoneOffset.UTC),
                            formKey,
                            approval))
                    .update();
            return key;
        }
    }

    public long instanceOf(long taskKey) {
        return jdbc.sql("select process_instance_key from task where key = ?")
                .param(taskKey)
                .query(Long.class)
                .single();
    }

    /** As the engine ends a task. */
    public void close(long taskKey, String state, @Nullable UUID completedBy) {
        jdbc.sql("update task set state = ?, ended_at = now(), completed_by = ? where key = ?")
                .params(Arrays.asList(state, completedBy, taskKey))
                .update();
    }
}
