package io.countersign.store.mail;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes mails in the transaction of what they tell of: they go out if and only if it happened. */
public final class MailStore {

    private final JdbcClient jdbc;

    public MailStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return the notification's id, empty where the mail, or one of the same job, was queued before */
    public Optional<Long> queue(QueuedMail mail, Instant now) {
        return jdbc.sql("""
                        insert into notification (job_key, process_instance_key, tenant_id, message_id, recipients, pending,
                            subject, text_body, html_body, confidential, due_at, created_at)
                        values (:jobKey, :instance, :tenant, :messageId, :recipients::jsonb, :pending, :subject, :text, :html,
                            :confidential, :now, :now)
                        on conflict do nothing
                        returning id
                        """)
                .param("jobKey", mail.jobKey())
                .param("instance", mail.processInstanceKey())
                .param("tenant", mail.tenantId())
                .param("messageId", mail.messageId())
                .param("recipients", mail.recipients())
                .param("pending", mail.addresses().toArray(String[]::new))
                .param("subject", mail.subject())
                .param("text", mail.text())
                .param("html", mail.html())
                .param("confidential", mail.confidential())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional();
    }
}
