package io.countersign.store.mail;

import io.countersign.store.mail.Recipient.Kind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes mails in the transaction of what they tell of: they go out if and only if it happened. */
public final class MailStore {

    private final JdbcClient jdbc;

    public MailStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return the notification's id, empty where the mail, or one of the same job, was queued before */
    public Optional<Long> queue(QueuedMail mail, Instant now) {
        return queue(mail, now, now);
    }

    /**
     * @param dueAt when it is delivered at the earliest
     * @return the notification's id, empty where the mail, or one of the same job, was queued before
     */
    public Optional<Long> queue(QueuedMail mail, Instant now, Instant dueAt) {
        return jdbc.sql("""
                        with message as (
                            insert into notification (job_key, process_instance_key, task_key, tenant_id, message_id, recipients,
                                subject, text_body, html_body, confidential, sender, headers, created_at)
                            values (:jobKey, :instance, :task, :tenant, :messageId,
                                jsonb_build_object('to', to_jsonb(:to::text[]), 'cc', to_jsonb(:cc::text[]),
                                    'bcc', to_jsonb(:bcc::text[]), 'skipped', to_jsonb(:skipped::text[])),
                                :subject, :text, :html, :confidential, :sender,
                                (select jsonb_object_agg(name, value) from unnest(:headerNames::text[], :headerValues::text[])
                                    as h (name, value)), :now)
                            on conflict do nothing
                            returning id),
                        delivery as (
                            insert into notification_delivery (notification_id, address, username, kind, priority, due_at, queued_at)
                            select message.id, r.address, r.username, r.kind, :priority, :dueAt, :now
                            from message, unnest(:addresses::text[], :usernames::text[], :kinds::text[])
                                as r (address, username, kind))
                        select id from message
                        """)
                .param("jobKey", mail.jobKey())
                .param("instance", mail.processInstanceKey())
                .param("task", mail.taskKey())
                .param("tenant", mail.tenantId())
                .param("messageId", mail.messageId())
                .param("to", addresses(mail, Kind.TO))
                .param("cc", addresses(mail, Kind.CC))
                .param("bcc", addresses(mail, Kind.BCC))
                .param("skipped", mail.skipped().toArray(String[]::new))
                .param("subject", mail.subject())
                .param("text", mail.text())
                .param("html", mail.html())
                .param("confidential", mail.confidential())
                .param("sender", mail.sender())
                .param("headerNames", mail.headers().keySet().toArray(String[]::new))
                .param("headerValues", mail.headers().values().toArray(String[]::new))
                .param("priority", mail.priority().column())
                .param("addresses", each(mail.recipients(), Recipient::address))
                .param("usernames", each(mail.recipients(), Recipient::username))
                .param(
                        "kinds",
                        each(mail.recipients(), recipient -> recipient.kind().column()))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("dueAt", dueAt.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional();
    }

    private static @Nullable String[] addresses(QueuedMail mail, Kind kind) {
        return each(
                mail.recipients().stream()
                        .filter(recipient -> recipient.kind() == kind)
                        .toList(),
                Recipient::address);
    }

    private static @Nullable String[] each(List<Recipient> recipients, Function<Recipient, @Nullable String> column) {
        return recipients.stream().map(column).toArray(String[]::new);
    }
}
