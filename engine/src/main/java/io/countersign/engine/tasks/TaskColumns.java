package io.countersign.engine.tasks;

import io.countersign.engine.commands.EngineCommand.TaskKind;
import io.countersign.engine.readmodel.Columns;
import io.countersign.engine.tasks.AskedOfRequester.Mark;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads tasks with what is known around them, but for {@link TaskNames}. */
final class TaskColumns {

    static final String COLUMNS = """
            t.*,
            coalesce(instance.root_process_instance_key, t.process_instance_key) as root_key,
            request.requester, request.business_key, claim.username as claimed_by, claim.on_behalf_of as claimed_for,
            claim.claimed_at,
            exists (select from incident i where i.process_instance_key = t.process_instance_key and i.state = 'ACTIVE'
                and i.element_instance_key = t.element_instance_key) as blocked,
            case when t.deadline is not null
                then (select max(e.escalated_at) from task_escalation e where e.task_key = t.key) end as escalated_at,
            case when t.deadline is not null
                then array(select e.principal from task_escalation e where e.task_key = t.key order by 1) end as escalated_to,
            -- nobody is to work on what was taken back, even while the engine has not heard of it
            case when t.state = 'OPEN' and exists (select from request_withdrawal w
                    where w.process_instance_key = coalesce(instance.root_process_instance_key, t.process_instance_key))
                then 'CANCELED' else t.state end as standing,
            (select json_agg(""" + Votes.AS_JSON + """
                order by d.decided_at, d.id)
                from task_decision d where d.task_key = t.key) as votes,
            reminded.reminded_at, asked.asked_at, asked.answered_at
            """;

    /** To be joined to {@code task t}. */
    static final String JOINS = """
            left join process_instance instance on instance.key = t.process_instance_key
            left join start_request request
                on request.process_instance_key = coalesce(instance.root_process_instance_key, t.process_instance_key)
            left join task_claim claim on claim.task_key = t.key
            left join reminded_task reminded on reminded.task_key = t.key
            left join lateral (select q.asked_at, q.answered_at from task_question q
                where q.task_key = t.key and q.taken_back_at is null order by q.asked_at desc limit 1) asked on true
            """;

    private TaskColumns() {}

    /** Without the command, which is read for those that are decided only. */
    static Task read(ResultSet row, JsonMapper json) throws SQLException {
        return new Task(
                engine(row, json),
                Person.of(row.getString("claimed_by"), null),
                row.getString("claimed_for"),
                Columns.time(row, "claimed_at"),
                Votes.read(row.getString("votes"), json),
                null,
                Person.of(row.getString("requester"), null),
                row.getString("business_key"),
                null,
                row.getBoolean("blocked"),
                escalation(row),
                Columns.time(row, "reminded_at"),
                question(row));
    }

    private static @Nullable Mark question(ResultSet row) throws SQLException {
        Instant asked = Columns.time(row, "asked_at");
        Instant answered = Columns.time(row, "answered_at");
        if (asked == null) {
            return null;
        }
        return answered == null ? new Mark(Mark.State.WAITING, asked) : new Mark(Mark.State.ANSWERED, answered);
    }

    private static @Nullable Escalation escalation(ResultSet row) throws SQLException {
        Instant at = Columns.time(row, "escalated_at");
        return at == null ? null : new Escalation(at, Columns.texts(row, "escalated_to"));
    }

    private static EngineTask engine(ResultSet row, JsonMapper json) throws SQLException {
        return new EngineTask(
                row.getLong("key"),
                TaskKind.valueOf(row.getString("kind")),
                EngineTask.State.valueOf(row.getString("standing")),
                row.getString("tenant_id"),
                row.getLong("process_instance_key"),
                row.getLong("root_key"),
                row.getLong("element_instance_key"),
                row.getLong("process_definition_key"),
                row.getString("process_id"),
                row.getString("element_id"),
                row.getString("name"),
                Person.of(row.getString("assignee"), null),
                Columns.texts(row, "candidate_groups"),
                Columns.texts(row, "candidate_users"),
                Columns.texts(row, "principals"),
                Columns.time(row, "due_at"),
                Columns.time(row, "follow_up_at"),
                row.getInt("priority"),
                Columns.number(row, "form_key"),
                row.getString("external_form"),
                json(row.getString("approval"), json),
                json(row.getString("deadline"), json),
                Columns.time(row, "created_at"),
                Columns.time(row, "ended_at"),
                row.getObject("completed_by", UUID.class));
    }

    private static @Nullable JsonNode json(@Nullable String text, JsonMapper json) {
        return text == null ? null : json.readTree(text);
    }
}
