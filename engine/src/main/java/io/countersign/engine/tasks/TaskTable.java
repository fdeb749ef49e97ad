package io.countersign.engine.tasks;

import static io.countersign.engine.recordstream.Columns.ints;
import static io.countersign.engine.recordstream.Columns.lists;
import static io.countersign.engine.recordstream.Columns.longs;
import static io.countersign.engine.recordstream.Columns.optionalLongs;
import static io.countersign.engine.recordstream.Columns.texts;

import io.countersign.engine.definitions.ElementNames;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The statements on {@code task}. */
final class TaskTable {

    /** The local variable in which a model says how much time a task has. */
    static final String DEADLINE = "deadline";

    static final JsonMapper JSON = new JsonMapper();

    private static final String UPSERT = """
            insert into task as known (key, kind, tenant_id, partition_id, process_instance_key, element_instance_key,
                process_definition_key, process_id, element_id, name, state, assignee, candidate_groups, candidate_users,
                due_at, follow_up_at, priority, form_key, external_form, custom_headers, approval, deadline, created_at, ended_at,
                completed_by)
            select key, kind, tenant_id, partition_id, process_instance_key, element_instance_key, process_definition_key,
                process_id, element_id, name, state, assignee, candidate_groups::text[], candidate_users::text[],
                -- ours where it is reckoned already, so that a rebuild comes out the same
                coalesce(case when deadline is not null then (select d.due_at from task_deadline d where d.task_key = row.key) end,
                    to_timestamp(due_at / 1e3::float8)),
                to_timestamp(follow_up_at / 1e3::float8), priority, form_key,
                external_form, custom_headers::jsonb, approval::jsonb, deadline::jsonb, to_timestamp(created_at / 1e3::float8),
                to_timestamp(ended_at / 1e3::float8), completed_by::uuid
            from unnest(?::bigint[], ?::text[], ?::text[], ?::integer[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[],
                ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::integer[],
                ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::text[])
                as row (key, kind, tenant_id, partition_id, process_instance_key, element_instance_key,
                    process_definition_key, process_id, element_id, name, state, assignee, candidate_groups,
                    candidate_users, due_at, follow_up_at, priority, form_key, external_form, custom_headers, approval,
                    deadline, created_at, ended_at, completed_by)
            on conflict (key) do update set
                process_definition_key = excluded.process_definition_key,
                process_id = excluded.process_id,
                element_id = excluded.element_id,
                name = excluded.name,
                state = excluded.state,
                assignee = excluded.assignee,
                candidate_groups = excluded.candidate_groups,
                candidate_users = excluded.candidate_users,
                due_at = case when known.deadline is null then excluded.due_at else known.due_at end,
                follow_up_at = excluded.follow_up_at,
                priority = excluded.priority,
                form_key = excluded.form_key,
                external_form = excluded.external_form,
                custom_headers = excluded.custom_headers,
                approval = coalesce(known.approval, excluded.approval),
                deadline = coalesce(known.deadline, excluded.deadline),
                created_at = coalesce(known.created_at, excluded.created_at),
                ended_at = excluded.ended_at,
                completed_by = excluded.completed_by
            """;

    private TaskTable() {}

    /**
     * What variables of an earlier batch say. Needs to run before this batch's variables are written.
     *
     * @param approvals the scopes of which this batch has the policy
     * @param deadlines the scopes of which this batch has the deadline
     */
    static void addWords(JdbcTemplate jdbc, List<TaskRow> tasks, Set<Long> approvals, Set<Long> deadlines) {
        var byElement = tasks.stream().collect(Collectors.toMap(task -> task.elementInstanceKey, task -> task));
        jdbc.query(
                """
                select variable.scope_key, variable.name, variable.value
                from unnest(?::bigint[], ?::bigint[]) as wanted (process_instance_key, scope_key)
                    join variable using (process_instance_key, scope_key)
                where variable.name in ('approval', 'deadline')
                """,
                row -> {
                    TaskRow task = byElement.get(row.getLong(1));
                    if (task == null) {
                        return;
                    }
                    String words = words(row.getString(3));
                    if (row.getString(2).equals(DEADLINE)) {
                        task.deadline = deadlines.contains(task.elementInstanceKey) ? task.deadline : words;
                    } else {
                        task.approval = approvals.contains(task.elementInstanceKey) ? task.approval : words;
                    }
                },
                longs(tasks, task -> task.processInstanceKey),
                longs(tasks, task -> task.elementInstanceKey));
    }

    static void upsert(JdbcTemplate jdbc, Collection<TaskRow> tasks, ElementNames names) {
        jdbc.update(
                UPSERT,
                longs(tasks, task -> task.key),
                texts(tasks, task -> task.kind),
                texts(tasks, task -> task.tenantId),
                ints(tasks, task -> task.partitionId),
                longs(tasks, task -> task.processInstanceKey),
                longs(tasks, task -> task.elementInstanceKey),
                longs(tasks, task -> task.processDefinitionKey),
                texts(tasks, task -> task.processId),
                texts(tasks, task -> task.elementId),
                texts(tasks, task -> names.nameOf(task.processDefinitionKey, task.elementId)),
                texts(tasks, task -> task.state),
                texts(tasks, task -> task.assignee),
                lists(tasks, task -> task.candidateGroups),
                lists(tasks, task -> task.candidateUsers),
                optionalLongs(tasks, task -> task.dueAt),
                optionalLongs(tasks, task -> task.followUpAt),
                ints(tasks, task -> task.priority),
                optionalLongs(tasks, task -> task.formKey),
                texts(tasks, task -> task.externalForm),
                texts(tasks, task -> JSON.writeValueAsString(task.customHeaders)),
                texts(tasks, task -> task.approval),
                texts(tasks, task -> task.deadline),
                optionalLongs(tasks, task -> task.createdAt),
                optionalLongs(tasks, task -> task.endedAt),
                texts(tasks, task -> task.completedBy));
    }

    static void arrive(JdbcTemplate jdbc, List<TaskRow> tasks) {
        jdbc.update(
                "insert into task_arrival (task_key) select * from unnest(?::bigint[]) on conflict do nothing",
                (Object) longs(tasks, task -> task.key));
    }

    /** Those of the completed tasks that have a policy but no decision of ours: somebody went around it. */
    static List<Long> bypassed(JdbcTemplate jdbc, Set<Long> completed) {
        return jdbc.queryForList("""
                select key from task
                where key = any (?) and approval is not null and state = 'COMPLETED'
                    and not exists (select from task_decision where task_key = task.key and id = task.completed_by)
                order by key
                """, Long.class, (Object) longs(completed, Long::longValue));
    }

    /** The open tasks of some elements or instances, as key and owner. */
    static Map<Long, Long> openTasksOf(JdbcTemplate jdbc, String ownerColumn, Set<Long> owners) {
        Map<Long, Long> found = new TreeMap<>();
        jdbc.query(
                "select key, " + ownerColumn + " from task where " + ownerColumn + " = any (?) and state = 'OPEN'",
                row -> {
                    found.put(row.getLong(1), row.getLong(2));
                },
                (Object) longs(owners, Long::longValue));
        return found;
    }

    /** @param times by task, in milliseconds since 1970 */
    static void cancel(JdbcTemplate jdbc, Map<Long, Long> times) {
        jdbc.update("""
                update task set state = 'CANCELED', ended_at = to_timestamp(gone.at / 1e3::float8)
                from unnest(?::bigint[], ?::bigint[]) as gone (key, at)
                where task.key = gone.key
                """, longs(times.keySet(), Long::longValue), longs(times.values(), Long::longValue));
    }

    /** Null where it says that there is nothing. */
    static @Nullable String words(String json) {
        // jsonb takes no character 0
        return json.equals("null") ? null : json.replace("\\u0000", "\\ufffd");
    }
}
