package io.countersign.workers.notifications;

import io.countersign.store.audit.Actor;
import io.countersign.store.audit.AuditEntry;
import io.countersign.workers.jobs.Job;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What the audit trail says about mails: how many got them, never who. */
final class MailEvents {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Actor WORKERS = Actor.system("workers");

    private MailEvents() {}

    static AuditEntry queued(long id, Job job, Recipients recipients, Instant at) {
        return entry(
                at,
                "notification.queued",
                id,
                job.processInstanceKey(),
                null,
                Map.of(
                        "state", MailState.QUEUED,
                        "recipients", recipients.addresses().size(),
                        "skipped", recipients.skipped().size()));
    }

    static AuditEntry ended(Notification mail, Delivery delivery, MailState state, Instant at) {
        return entry(
                at,
                state == MailState.SENT ? "notification.sent" : "notification.failed",
                mail.id(),
                mail.processInstanceKey(),
                Map.of("state", MailState.QUEUED),
                Map.of(
                        "state", state,
                        "attempt", mail.attempt(),
                        "delivered", delivery.delivered().size(),
                        "refused", delivery.refused().size(),
                        "expired", delivery.deferred().size()));
    }

    private static AuditEntry entry(
            Instant at,
            String action,
            long id,
            long processInstanceKey,
            @Nullable Map<String, Object> before,
            Map<String, Object> after) {
        return new AuditEntry(
                at,
                WORKERS,
                null,
                action,
                "notification",
                String.valueOf(id),
                processInstanceKey,
                null,
                before == null ? null : JSON.writeValueAsString(before),
                JSON.writeValueAsString(after),
                Map.of(),
                null);
    }
}
