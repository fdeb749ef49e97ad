package io.countersign.workers.notifications;

import io.countersign.store.audit.AuditTrail;
import io.countersign.store.mail.MailStore;
import io.countersign.store.mail.QueuedMail;
import io.countersign.workers.jobs.Job;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** The queue of mails. */
@Repository
class Notifications implements MailQueue {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST_ANSWER = 2048;

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final AuditTrail audit;
    private final Clock clock;
    private final NotificationSettings settings;

    /** Who holds a lease: one start of this program. */
    private final String owner = UUID.randomUUID().toString();

    Notifications(
            JdbcClient jdbc,
            TransactionOperations transactions,
            AuditTrail audit,
            Clock clock,
            NotificationSettings settings) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.settings = settings;
    }

    @Override
    public void queue(Job job, Recipients recipients, String subject, String text, @Nullable String html) {
        Instant now = clock.instant();
        transactions.executeWithoutResult(transaction -> insert(job, recipients, subject, text, html, now)
                .ifPresent(id -> audit.append(MailEvents.queued(id, job, recipients, now))));
    }

    private Optional<Long> insert(
            Job job, Recipients recipients, String subject, String text, @Nullable String html, Instant now) {
        var mail = new QueuedMail(
                job.key(),
                job.processInstanceKey(),
                job.tenantId(),
                MessageIds.of(job.key(), settings.from()),
                JSON.writeValueAsString(recipients),
                recipients.addresses(),
                subject,
                text,
                html,
                false);
        return new MailStore(jdbc).queue(mail, now);
    }

    /** Takes mails that are due, so that no other node does. */
    List<Notification> lease(int most) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        update notification
                        set leased_by = :owner, leased_until = :until, attempts = attempts + 1
                        where id in (
                            select id from notification
                            where state = 'QUEUED' and due_at <= :now and (leased_until is null or leased_until <= :now)
                            order by due_at, id
                            limit :most
                            for update skip locked)
                        returning *
                        """)
                .param("owner", owner)
                .param("until", at(now.plus(settings.lease())))
                .param("now", at(now))
                .param("most", most)
                .query(Notifications::notification)
                .list();
    }

    /** Gives back what was leased and not tried. */
    void release(Notification mail) {
        jdbc.sql("""
                        update notification set leased_by = null, leased_until = null, attempts = attempts - 1
                        where id = :id and leased_by = :owner and attempts = :attempt
                        """)
                .param("id", mail.id())
                .param("owner", owner)
                .param("attempt", mail.attempt())
                .update();
    }

    /** Writes down what came of a try. */
    void record(Notification mail, Delivery delivery, MailState next, Instant dueAt) {
        Instant now = clock.instant();
        transactions.executeWithoutResult(transaction -> {
            insertAttempt(mail, delivery, now);
            if (moved(mail, delivery, next, dueAt, now) && next != MailState.QUEUED) {
                audit.append(MailEvents.ended(mail, delivery, next, now));
            }
        });
    }

    private void insertAttempt(Notification mail, Delivery delivery, Instant now) {
        jdbc.sql("""
                        insert into notification_attempt (notification_id, attempt, at, outcome, answer)
                        values (?, ?, ?, ?, ?) on conflict do nothing
                        """)
                .params(mail.id(), mail.attempt(), at(now), MailState.attemptOutcome(delivery), cut(delivery.answer()))
                .update();
    }

    /** @return false where the lease had ended and somebody else has the mail */
    private boolean moved(Notification mail, Delivery delivery, MailState next, Instant dueAt, Instant now) {
        return jdbc.sql("""
                        update notification
                        set state = :state, pending = :pending, due_at = :dueAt, leased_by = null, leased_until = null,
                            sent_at = case when :state = 'SENT' then :now else sent_at end,
                            text_body = case when confidential and :state <> 'QUEUED' then '' else text_body end,
                            html_body = case when confidential and :state <> 'QUEUED' then null else html_body end
                        where id = :id and leased_by = :owner and attempts = :attempt
                        """)
                        .param("state", next.name())
                        .param("pending", delivery.deferred().toArray(String[]::new))
                        .param("dueAt", at(dueAt))
                        .param("now", at(now))
                        .param("id", mail.id())
                        .param("owner", owner)
                        .param("attempt", mail.attempt())
                        .update()
                == 1;
    }

    private static Notification notification(ResultSet row, int number) throws SQLException {
        return new Notification(
                row.getLong("id"),
                row.getObject("job_key", Long.class),
                row.getLong("process_instance_key"),
                row.getString("message_id"),
                JSON.readValue(row.getString("recipients"), Recipients.class),
                texts(row.getArray("pending")),
                row.getString("subject"),
                row.getString("text_body"),
                row.getString("html_body"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getInt("attempts"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static String cut(String answer) {
        return answer.length() <= LONGEST_ANSWER ? answer : answer.substring(0, LONGEST_ANSWER);
    }
}
