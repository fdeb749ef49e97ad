package io.countersign.workers.notifications;

import io.countersign.notices.routing.KeepNotices;
import io.countersign.store.audit.AuditTrail;
import io.countersign.store.mail.MailStore;
import io.countersign.store.mail.QueuedMail;
import io.countersign.workers.jobs.Job;
import io.countersign.workers.notifications.Standing.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The queue of mails. */
@Repository
class Notifications implements MailQueue {

    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient jdbc;
    private final KeepNotices notices;
    private final TransactionOperations transactions;
    private final AuditTrail audit;
    private final Clock clock;
    private final NotificationSettings settings;

    /** Who holds a lease: one start of this program. */
    private final String owner = UUID.randomUUID().toString();

    /** Whom a message is written to, as the column {@code recipients} has it. */
    private record Headers(List<String> to, List<String> cc) {}

    Notifications(
            JdbcClient jdbc,
            TransactionOperations transactions,
            AuditTrail audit,
            Clock clock,
            NotificationSettings settings) {
        this.jdbc = jdbc;
        this.notices = new KeepNotices(jdbc);
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.settings = settings;
    }

    @Override
    public void queue(Job job, List<Outgoing> mails) {
        Instant now = clock.instant();
        transactions.executeWithoutResult(transaction -> mails.forEach(mail -> queue(job, mail, now, now)));
    }

    @Override
    public void tell(Job job, List<Telling> tellings) {
        Instant now = clock.instant();
        transactions.executeWithoutResult(transaction -> {
            if (!notices.keptOneOf(names(tellings))) {
                tell(job, tellings, now);
            }
        });
    }

    private void tell(Job job, List<Telling> tellings, Instant now) {
        int kept = 0;
        for (Telling telling : tellings) {
            if (telling.notice() != null && notices.keep(telling.notice(), telling.route(), now)) {
                kept++;
            }
            Instant leavesAt = telling.route().leavesAt();
            if (telling.mail() != null && leavesAt != null) {
                queue(job, telling.mail(), now, leavesAt);
            }
        }
        if (kept > 0) {
            audit.append(MailEvents.kept(job, kept, now));
        }
    }

    private static List<String> names(List<Telling> tellings) {
        return tellings.stream()
                .<String>mapMulti((telling, next) -> {
                    if (telling.notice() != null) {
                        next.accept(telling.notice().name());
                    }
                })
                .toList();
    }

    /** Where the same job is run twice at once, the Message-ID keeps a mail from being queued twice. */
    private void queue(Job job, Outgoing mail, Instant now, Instant dueAt) {
        var queued = new QueuedMail(
                job.key(),
                job.processInstanceKey(),
                null,
                job.tenantId(),
                messageId(job, mail.part()),
                mail.recipients().all(),
                mail.recipients().skipped(),
                mail.subject(),
                mail.text(),
                mail.html(),
                false,
                mail.priority(),
                mail.sender(),
                mail.headers());
        new MailStore(jdbc).queue(queued, now, dueAt).ifPresent(id -> {
            attach(id, mail.attachments());
            audit.append(MailEvents.queued(id, job, mail.recipients(), now));
        });
    }

    private String messageId(Job job, @Nullable String part) {
        return MessageIds.of(job.key(), part, settings.from());
    }

    private void attach(long notificationId, List<UUID> attachments) {
        if (!attachments.isEmpty()) {
            jdbc.sql("""
                            insert into notification_attachment (notification_id, position, attachment_id)
                            select ?, a.position, a.id from unnest(cast(? as uuid[])) with ordinality as a (id, position)
                            """)
                    .params(
                            notificationId,
                            attachments.stream().map(UUID::toString).toArray(String[]::new))
                    .update();
        }
    }

    @Override
    public Progress progress(Job job) {
        return progress("n.job_key = ?", job.key());
    }

    @Override
    public Standing standing(Job job, String part) {
        String messageId = messageId(job, part);
        Progress progress = progress("n.message_id = ?", messageId);
        return new Standing(messageId, progress, progress.notDelivered() == 0 ? null : refused(messageId));
    }

    private @Nullable Refusal refused(String messageId) {
        return jdbc.sql("""
                        select coalesce(d.smtp_code, s.smtp_code)::text as code, d.state, coalesce(d.answer, '') as answer
                        from notification n join notification_delivery d on d.notification_id = n.id
                            left join mail_suppression s on d.state = 'SUPPRESSED' and s.address = lower(d.address)
                        where n.message_id = ? and d.state in ('BOUNCED', 'FAILED', 'SUPPRESSED')
                        order by d.kind desc, d.address limit 1
                        """)
                .param(messageId)
                .query((row, number) -> new Refusal(
                        Objects.requireNonNullElse(row.getString("code"), row.getString("state")),
                        row.getString("answer")))
                .optional()
                .orElse(null);
    }

    private Progress progress(String condition, Object parameter) {
        return jdbc.sql("""
                        select min(n.created_at) as since, coalesce(sum(d.open), 0) as open, coalesce(sum(d.sent), 0) as sent,
                            coalesce(sum(d.not_delivered), 0) as not_delivered
                        from notification n cross join lateral (
                            select count(*) filter (where state in ('QUEUED', 'SENDING', 'DEFERRED')) as open,
                                count(*) filter (where state = 'SENT') as sent,
                                count(*) filter (where state in ('BOUNCED', 'FAILED', 'SUPPRESSED')) as not_delivered
                            from notification_delivery where notification_id = n.id and kind <> 'webhook') d
                        where %s
                        """.formatted(condition))
                .param(parameter)
                .query((row, number) -> {
                    OffsetDateTime since = row.getObject("since", OffsetDateTime.class);
                    return new Progress(
                            since == null ? null : since.toInstant(),
                            row.getInt("open"),
                            row.getInt("sent"),
                            row.getInt("not_delivered"));
                })
                .single();
    }

    /** Takes mails for those who are due, so that no other node does. */
    List<Notification> lease(int most) {
        return lease(most, false);
    }

    /** The same of notices that are to be posted. */
    List<Hook> leaseHooks(int most) {
        List<Notification> notices = lease(most, true);
        return notices.isEmpty() ? List.of() : hooks(notices);
    }

    private List<Hook> hooks(List<Notification> notices) {
        Map<Long, Notification> byId =
                notices.stream().collect(Collectors.toMap(Notification::id, Function.identity()));
        return jdbc.sql("""
                        select d.notification_id, d.username, p.webhook
                        from notification_delivery d left join notification_preference p using (username)
                        where d.notification_id = any(:ids) and d.kind = 'webhook'
                        """)
                .param("ids", byId.keySet().toArray(Long[]::new))
                .query((row, number) -> {
                    Notification notice = Objects.requireNonNull(byId.get(row.getLong("notification_id")));
                    return new Hook(
                            notice, notice.due().getFirst(), row.getString("username"), row.getString("webhook"));
                })
                .list();
    }

    /** What can't be posted goes to the person's mailbox, unless it has gone there, too. */
    void mailInstead(Outcome outcome, String username) {
        transactions.executeWithoutResult(transaction -> {
            jdbc.sql("select id from notification where id = ? for update")
                    .param(outcome.notificationId())
                    .query(row -> {});
            jdbc.sql("""
                            with mailbox as (
                                insert into notification_delivery (notification_id, address, username, kind, due_at, queued_at)
                                select :id, trim(u.email), u.username, 'to', :now, :now from app_user u
                                where u.username = :username and u.enabled and trim(u.email) <> '' and not exists (
                                    select from notification_delivery d where d.notification_id = :id and d.kind = 'to')
                                on conflict do nothing
                                returning address)
                            update notification n
                            set recipients = jsonb_set(n.recipients, '{to}', jsonb_build_array(mailbox.address))
                            from mailbox where n.id = :id
                            """)
                    .param("id", outcome.notificationId())
                    .param("username", username)
                    .param("now", at(clock.instant()))
                    .update();
            record(List.of(outcome));
        });
    }

    private List<Notification> lease(int most, boolean hooks) {
        Instant now = clock.instant();
        var due = new LinkedHashMap<Long, List<Due>>();
        jdbc.sql("""
                        with message as (
                            select id from notification where id in (
                                select notification_id from notification_delivery
                                where state in ('QUEUED', 'SENDING', 'DEFERRED') and due_at <= :now
                                    and kind %1$s 'webhook'
                                order by priority, due_at, notification_id
                                limit :most)
                            for update skip locked)
                        update notification_delivery d
                        set state = 'SENDING', leased_by = :owner, due_at = :until, attempts = attempts + 1
                        from message
                        where d.notification_id = message.id and d.state in ('QUEUED', 'SENDING', 'DEFERRED') and d.due_at <= :now
                            and d.kind %1$s 'webhook'
                        returning d.notification_id, d.address, d.attempts, d.queued_at,
                            (select s.reason from mail_suppression s where s.address = lower(d.address)) as suppressed_for
                        """.formatted(hooks ? "=" : "<>"))
                .param("owner", owner)
                .param("until", at(now.plus(settings.lease())))
                .param("now", at(now))
                .param("most", most)
                .query(row -> {
                    due.computeIfAbsent(row.getLong("notification_id"), id -> new ArrayList<>())
                            .add(new Due(
                                    row.getString("address"),
                                    row.getInt("attempts"),
                                    time(row, "queued_at"),
                                    row.getString("suppressed_for")));
                });
        return due.isEmpty() ? List.of() : messages(due);
    }

    private List<Notification> messages(Map<Long, List<Due>> due) {
        return jdbc.sql("""
                        select id, job_key, process_instance_key, message_id, recipients, subject, text_body, html_body, sender, headers,
                            created_at,
                            (select count(*) from notification_attachment a where a.notification_id = n.id) as attachments
                        from notification n where id = any(:ids) order by id
                        """)
                .param("ids", due.keySet().toArray(Long[]::new))
                .query((row, number) -> notification(row, due.getOrDefault(row.getLong("id"), List.of())))
                .list();
    }

    /** Gives back what was leased and not tried. */
    void release(long notificationId, List<Due> due, Instant dueAt) {
        jdbc.sql("""
                        update notification_delivery
                        set state = case when attempts = 1 then 'QUEUED' else 'DEFERRED' end,
                            due_at = :dueAt, leased_by = null, attempts = attempts - 1
                        where notification_id = :id and address = any(:addresses) and leased_by = :owner and state = 'SENDING'
                        """)
                .param("dueAt", at(dueAt))
                .param("id", notificationId)
                .param("addresses", due.stream().map(Due::address).toArray(String[]::new))
                .param("owner", owner)
                .update();
    }

    /** Writes down what came of tries. */
    void record(List<Outcome> outcomes) {
        Instant now = clock.instant();
        transactions.executeWithoutResult(transaction -> {
            Long[] messages = outcomes.stream()
                    .map(Outcome::notificationId)
                    .distinct()
                    .sorted()
                    .toArray(Long[]::new);
            jdbc.sql("select id from notification where id = any(:ids) order by id for update")
                    .param("ids", messages)
                    .query(row -> {});
            write(outcomes, now);
            audit.append(ended(messages, now).stream()
                    .map(message -> MailEvents.ended(message, now))
                    .toList());
        });
    }

    /** Whose lease had ended, and who is somebody else's by now, is left alone; the try is written down all the same. */
    private void write(List<Outcome> outcomes, Instant now) {
        jdbc.sql("""
                        with outcome as (
                            select * from unnest(:ids::bigint[], :addresses::text[], :attempts::int[], :states::text[],
                                :codes::int[], :answers::text[], :dueAt::timestamptz[], :missing::boolean[])
                                as o (notification_id, address, attempt, state, smtp_code, answer, due_at, mailbox_is_missing)),
                        attempt as (
                            insert into notification_attempt (notification_id, address, attempt, at, outcome, smtp_code, answer)
                            select notification_id, address, attempt, :now, state, smtp_code, answer from outcome
                            on conflict do nothing),
                        suppression as (
                            insert into mail_suppression (address, reason, smtp_code, notification_id, since)
                            select distinct on (lower(address)) lower(address), answer, smtp_code, notification_id, :now
                            from outcome where mailbox_is_missing order by lower(address)
                            on conflict do nothing)
                        update notification_delivery d
                        set state = o.state, due_at = o.due_at, leased_by = null, tried_at = :now, smtp_code = o.smtp_code,
                            answer = o.answer, ended_at = case when o.state = 'DEFERRED' then null else :now end
                        from outcome o
                        where d.notification_id = o.notification_id and d.address = o.address
                            and d.leased_by = :owner and d.state = 'SENDING' and d.attempts = o.attempt
                        """)
                .param("ids", each(outcomes, Outcome::notificationId).toArray(Long[]::new))
                .param("addresses", texts(outcomes, outcome -> outcome.due().address()))
                .param(
                        "attempts",
                        each(outcomes, outcome -> outcome.due().attempt()).toArray(Integer[]::new))
                .param("states", texts(outcomes, outcome -> outcome.state().name()))
                .param("codes", each(outcomes, Notifications::code).toArray(Integer[]::new))
                .param("answers", texts(outcomes, outcome -> outcome.answer().text()))
                .param("dueAt", texts(outcomes, outcome -> outcome.dueAt().toString()))
                .param(
                        "missing",
                        each(outcomes, Notifications::mailboxIsMissing).toArray(Boolean[]::new))
                .param("now", at(now))
                .param("owner", owner)
                .update();
    }

    private static boolean mailboxIsMissing(Outcome outcome) {
        return outcome.state() == DeliveryState.BOUNCED && outcome.answer().mailboxIsMissing();
    }

    /** Messages that nobody waits for any more. What is confidential is forgotten with that. */
    private List<Ended> ended(Long[] messages, Instant now) {
        return jdbc.sql("""
                        update notification n
                        set state = case when d.sent > 0 then 'SENT' else 'FAILED' end,
                            sent_at = case when d.sent > 0 then :now end,
                            text_body = case when confidential then '' else text_body end,
                            html_body = case when confidential then null else html_body end
                        from (
                            select notification_id, count(*) filter (where state = 'SENT') as sent,
                                count(*) filter (where state <> 'SENT') as others, max(attempts) as attempts
                            from notification_delivery where notification_id = any(:ids)
                            group by notification_id
                            having bool_and(state in ('SENT', 'BOUNCED', 'FAILED', 'SUPPRESSED'))) d
                        where n.id = d.notification_id and n.state = 'QUEUED'
                        returning n.id, n.process_instance_key, n.state, d.sent, d.others, d.attempts
                        """)
                .param("ids", messages)
                .param("now", at(now))
                .query(Ended.class)
                .list();
    }

    private static @Nullable Integer code(Outcome outcome) {
        return outcome.answer().code() == 0 ? null : outcome.answer().code();
    }

    private static <T extends @Nullable Object> List<T> each(List<Outcome> outcomes, Function<Outcome, T> column) {
        var values = new ArrayList<T>();
        outcomes.forEach(outcome -> values.add(column.apply(outcome)));
        return values;
    }

    private static String[] texts(List<Outcome> outcomes, Function<Outcome, String> column) {
        return outcomes.stream().map(column).toArray(String[]::new);
    }

    private static Notification notification(ResultSet row, List<Due> due) throws SQLException {
        Headers headers = JSON.readValue(row.getString("recipients"), Headers.class);
        return new Notification(
                row.getLong("id"),
                row.getObject("job_key", Long.class),
                row.getObject("process_instance_key", Long.class),
                row.getString("message_id"),
                headers.to(),
                headers.cc(),
                row.getString("subject"),
                row.getString("text_body"),
                row.getString("html_body"),
                row.getInt("attachments"),
                row.getString("sender"),
                headers(row.getString("headers")),
                time(row, "created_at"),
                due);
    }

    private static Map<String, String> headers(@Nullable String json) {
        return json == null ? Map.of() : JSON.readValue(json, new TypeReference<>() {});
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
