package io.countersign.engine.deadlines;

import io.countersign.engine.readmodel.Columns;
import io.countersign.engine.recordstream.ReadModelRebuild;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The statements on {@code task_deadline}. */
@Repository
class DeadlineRows {

    private final JdbcClient jdbc;

    DeadlineRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false where the task has its row already */
    boolean insert(Deadline fresh) {
        return jdbc.sql("insert into task_deadline (task_key, own_due_at) values (?, ?) on conflict do nothing")
                        .params(Arrays.asList(fresh.taskKey(), time(fresh.ownDue())))
                        .update()
                == 1;
    }

    void explain(long taskKey, String problem) {
        jdbc.sql("update task_deadline set problem = ? where task_key = ?")
                .params(problem, taskKey)
                .update();
    }

    /** What has happened stays as it was. */
    void plan(long taskKey, Plan plan) {
        jdbc.sql("""
                        update task_deadline set problem = null, calendar_id = ?, due_at = ?, remind_at = cast(? as timestamptz[]),
                            escalate_at = case when escalated_at is null then ? else escalate_at end,
                            expire_at = case when expired_at is null then ? else expire_at end
                        where task_key = ?
                        """)
                .params(Arrays.asList(
                        plan.calendarId(),
                        time(plan.due()),
                        plan.reminders().stream().map(Instant::toString).toArray(String[]::new),
                        time(plan.escalate()),
                        time(plan.expire()),
                        taskKey))
                .update();
    }

    Optional<Deadline> find(long taskKey) {
        return jdbc.sql("""
                        select d.*, array(select to_char(r at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
                            from unnest(d.remind_at) r) as reminders
                        from task_deadline d where d.task_key = ?
                        """).param(taskKey).query((row, number) -> read(row)).optional();
    }

    /** Of tasks that are open, after a task, in the order of their keys. */
    List<Long> open(long after, int most) {
        return jdbc.sql("""
                        select d.task_key from task_deadline d join task t on t.key = d.task_key and t.state = 'OPEN'
                        where d.task_key > ? order by d.task_key limit ?
                        """).params(after, most).query(Long.class).list();
    }

    /** Whether the read model is without a task that has something before it, as while it is rebuilt; see {@link Deadline#mayComeBack}. */
    boolean isAnyMissing(Instant now) {
        return jdbc.sql("""
                        select exists (select from task_deadline d where greatest(due_at, escalate_at, expire_at) > ?
                            and not exists (select from task t where t.key = d.task_key))
                        """)
                .param(Columns.parameter(now.minus(ReadModelRebuild.LONGEST)))
                .query(Boolean.class)
                .single();
    }

    void reminded(long taskKey, int handled, @Nullable Instant at) {
        jdbc.sql(
                        "update task_deadline set reminders_handled = ?, reminded_at = coalesce(?, reminded_at) where task_key = ?")
                .params(Arrays.asList(handled, time(at), taskKey))
                .update();
    }

    void escalated(long taskKey, Instant at) {
        jdbc.sql("update task_deadline set escalated_at = ? where task_key = ?")
                .params(Columns.parameter(at), taskKey)
                .update();
    }

    void expired(long taskKey, Instant at) {
        jdbc.sql("update task_deadline set expired_at = ? where task_key = ?")
                .params(Columns.parameter(at), taskKey)
                .update();
    }

    private static java.time.@Nullable OffsetDateTime time(@Nullable Instant at) {
        return at == null ? null : Columns.parameter(at);
    }

    private static Deadline read(ResultSet row) throws SQLException {
        return new Deadline(
                row.getLong("task_key"),
                row.getString("problem"),
                Columns.time(row, "own_due_at"),
                row.getString("calendar_id"),
                Columns.time(row, "due_at"),
                Columns.texts(row, "reminders").stream().map(Instant::parse).toList(),
                row.getInt("reminders_handled"),
                Columns.time(row, "reminded_at"),
                Columns.time(row, "escalate_at"),
                Columns.time(row, "escalated_at"),
                Columns.time(row, "expire_at"),
                Columns.time(row, "expired_at"));
    }
}
