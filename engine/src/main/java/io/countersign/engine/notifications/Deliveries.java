package io.countersign.engine.notifications;

import io.countersign.engine.notifications.MailDetail.Try;
import io.countersign.engine.readmodel.Columns;
import io.countersign.engine.readmodel.Condition;
import io.countersign.engine.web.Cursor;
import io.countersign.engine.web.Page;
import io.countersign.engine.web.Paging;
import io.countersign.engine.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the workers sent and called. */
@Repository
public class Deliveries {

    private static final int MAX = 200;

    private static final String DELIVERY = """
            select d.notification_id, n.process_instance_key, n.subject, d.address, d.username, d.kind, d.state, d.attempts, d.smtp_code,
                d.answer, d.queued_at, d.due_at, d.tried_at, d.ended_at
            from notification_delivery d join notification n on n.id = d.notification_id
            """;

    private static final String MAIL = """
            select id, job_key, process_instance_key, task_key, message_id, subject, sender, state, confidential and text_body = '' as forgotten,
                created_at, sent_at, array(select jsonb_array_elements_text(recipients -> 'skipped')) as skipped
            from notification
            """;

    private final JdbcClient jdbc;

    Deliveries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest mails, newest first; without their text. */
    public List<Mail> mailsOf(long processInstanceKey) {
        return mails(Condition.of("process_instance_key = ?", processInstanceKey));
    }

    /** Of mails about one task, the newest first. */
    public List<Delivery> ofTask(long taskKey) {
        return jdbc.sql(DELIVERY + "where n.task_key = ? order by d.notification_id desc, d.address limit " + MAX)
                .param(taskKey)
                .query(Deliveries::delivery)
                .list();
    }

    /** @throws Problem 404 where there is none */
    public MailDetail mail(long notificationId) {
        Mail mail = mails(Condition.of("id = ?", notificationId)).stream()
                .findFirst()
                .orElseThrow(() -> unknown(notificationId));
        return new MailDetail(mail, tries(notificationId));
    }

    static Problem unknown(long notificationId) {
        return Problem.notFound(
                "notification-unknown", "There is no such mail", "There is no mail " + notificationId + ".");
    }

    /**
     * The newest first.
     *
     * @param words part of an address or a subject, somebody's user name, or an instance's key
     */
    public Page<Delivery> find(@Nullable String words, @Nullable DeliveryState state, Paging paging) {
        var conditions = new ArrayList<Condition>();
        if (state != null) {
            conditions.add(Condition.of("d.state = ?", state.name()));
        }
        if (words != null && !words.isBlank()) {
            conditions.add(matching(words.strip().toLowerCase(Locale.ROOT)));
        }
        Cursor after = paging.after();
        if (after != null) {
            conditions.add(Condition.of("(d.notification_id, d.address) < (?, ?)", after.number(0), after.text(1)));
        }
        Condition where = Condition.all(conditions);
        List<Delivery> rows = jdbc.sql(DELIVERY + "where " + where.sql()
                        + " order by d.notification_id desc, d.address desc limit " + paging.fetch())
                .params(where.parameters())
                .query(Deliveries::delivery)
                .list();
        return Page.of(paging, rows, row -> Cursor.of(Long.parseLong(row.notificationId()), row.address()));
    }

    private static Condition matching(String words) {
        var any = new ArrayList<Condition>();
        String part = "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
        any.add(Condition.of("lower(d.address) like ?", part));
        any.add(Condition.of("lower(n.subject) like ?", part));
        any.add(Condition.of("lower(d.username) = ?", words));
        if (words.matches("\\d{1,18}")) {
            any.add(Condition.of("n.process_instance_key = ?", Long.parseLong(words)));
        }
        return Condition.any(any);
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

    private List<Mail> mails(Condition which) {
        Map<String, List<Delivery>> deliveries = deliveriesOf(which);
        return jdbc.sql(MAIL + "where " + which.sql() + " order by id desc limit " + MAX)
                .params(which.parameters())
                .query((row, number) -> mail(row, deliveries.getOrDefault(row.getString("id"), List.of())))
                .list();
    }

    private Map<String, List<Delivery>> deliveriesOf(Condition which) {
        var deliveries = new HashMap<String, List<Delivery>>();
        jdbc.sql(DELIVERY + "where d.notification_id in (select id from notification where " + which.sql()
                        + " order by id desc limit " + MAX
                        + ") order by d.notification_id, d.kind desc, d.address limit "
                        + 10 * MAX)
                .params(which.parameters())
                .query(Deliveries::delivery)
                .list()
                .forEach(delivery -> deliveries
                        .computeIfAbsent(delivery.notificationId(), id -> new ArrayList<>())
                        .add(delivery));
        return deliveries;
    }

    private List<Try> tries(long notificationId) {
        return jdbc.sql("""
                        select address, attempt, at, outcome, smtp_code, answer from notification_attempt
                        where notification_id = ? order by at, address, attempt limit ?
                        """)
                .params(notificationId, MAX)
                .query((row, number) -> new Try(
                        row.getString("address"),
                        row.getInt("attempt"),
                        Columns.time(row, "at"),
                        row.getString("outcome"),
                        row.getObject("smtp_code", Integer.class),
                        row.getString("answer")))
                .list();
    }

    private static Mail mail(ResultSet row, List<Delivery> deliveries) throws SQLException {
        return new Mail(
                Long.toString(row.getLong("id")),
                Columns.key(row, "job_key"),
                Columns.key(row, "process_instance_key"),
                Columns.key(row, "task_key"),
                row.getString("message_id"),
                row.getString("subject"),
                row.getString("sender"),
                row.getString("state"),
                row.getBoolean("forgotten"),
                Columns.time(row, "created_at"),
                Columns.time(row, "sent_at"),
                Columns.texts(row, "skipped"),
                deliveries);
    }

    private static Delivery delivery(ResultSet row, int number) throws SQLException {
        boolean open = DeliveryState.valueOf(row.getString("state")).isOpen();
        return new Delivery(
                Long.toString(row.getLong("notification_id")),
                Columns.key(row, "process_instance_key"),
                row.getString("subject"),
                row.getString("address"),
                row.getString("username"),
                row.getString("kind"),
                row.getString("state"),
                row.getInt("attempts"),
                row.getObject("smtp_code", Integer.class),
                row.getString("answer"),
                Columns.time(row, "queued_at"),
                open ? Columns.time(row, "due_at") : null,
                Columns.time(row, "tried_at"),
                Columns.time(row, "ended_at"));
    }
}
