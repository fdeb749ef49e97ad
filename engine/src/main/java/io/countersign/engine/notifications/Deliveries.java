package io.countersign.engine.notifications;

import io.countersign.engine.notifications.Delivery.Try;
import io.countersign.engine.readmodel.Columns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the workers sent and called for an instance. */
@Repository
public class Deliveries {

    private static final int MAX = 200;

    private final JdbcClient jdbc;

    Deliveries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest mails, newest first; without their text. */
    public List<Delivery> mailsOf(long processInstanceKey) {
        Map<Long, List<Try>> tries = triesOf(processInstanceKey);
        return jdbc.sql("""
                        select id, job_key, message_id, recipients, subject, state, attempts, created_at, due_at, sent_at
                        from notification where process_instance_key = ? order by id desc limit ?
                        """)
                .params(processInstanceKey, MAX)
                .query((row, number) -> new Delivery(
                        Long.toString(row.getLong("id")),
                        Columns.key(row, "job_key"),
                        row.getString("message_id"),
                        row.getString("recipients"),
                        row.getString("subject"),
                        row.getString("state"),
                        row.getInt("attempts"),
                        Columns.time(row, "created_at"),
                        Columns.time(row, "due_at"),
                        Columns.time(row, "sent_at"),
                        tries.getOrDefault(row.getLong("id"), List.of())))
                .list();
    }

    /** The newest calls, newest first. */
    public List<Execution> callsOf(long processInstanceKey) {
        return jdbc.sql("""
                        select job_key, attempt, target, method, url, status, outcome, detail,
                            request is not null or answer is not null as recorded, started_at, ended_at
                        from operation_execution where process_instance_key = ?
                        order by started_at desc, job_key, attempt desc limit ?
                        """)
                .params(processInstanceKey, MAX)
                .query((row, number) -> new Execution(
                        Columns.key(row, "job_key"),
                        row.getInt("attempt"),
                        row.getString("target"),
                        row.getString("method"),
                        row.getString("url"),
                        row.getObject("status", Integer.class),
                        row.getString("outcome"),
                        row.getString("detail"),
                        row.getBoolean("recorded"),
                        Columns.time(row, "started_at"),
                        Columns.time(row, "ended_at")))
                .list();
    }

    private Map<Long, List<Try>> triesOf(long processInstanceKey) {
        var tries = new HashMap<Long, List<Try>>();
        jdbc.sql("""
                        select a.notification_id, a.attempt, a.at, a.outcome, a.answer
                        from notification n join notification_attempt a on a.notification_id = n.id
                        where n.process_instance_key = ? order by a.notification_id desc, a.attempt
                        limit ?
                        """).params(processInstanceKey, 10 * MAX).query(row -> {
            tries.computeIfAbsent(row.getLong("notification_id"), id -> new ArrayList<>())
                    .add(new Try(
                            row.getInt("attempt"),
                            Columns.time(row, "at"),
                            row.getString("outcome"),
                            row.getString("answer")));
        });
        return tries;
    }
}
