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
                        "state", DeliveryState.QUEUED,
                        "recipients", recipients.all().size(),
                        "skipped", recipients.skipped().size()));
    }

    static AuditEntry ended(Ended mail, Instant at) {
        return entry(
                at,
                mail.state().equals("SENT") ? "notification.sent" : "notification.failed",
                mail.id(),
                mail.processInstanceKey(),
                Map.of("state", DeliveryState.QUEUED),
                Map.of(
                        "state", mail.state(),
                        "attempt", mail.attempts(),
                        "delivered", mail.sent(),
                        "notDelivered", mail.others()));
    }

    private static AuditEntry entry(
            Instant at,
            String action,
            long id,
            @Nullable Long processInstanceKey,
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
