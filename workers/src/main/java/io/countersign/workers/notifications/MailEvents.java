package io.countersign.workers.notifications;

import io.countersign.store.audit.Actor;
import io.countersign.store.audit.AuditEntry;
import io.countersign.workers.jobs.Job;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What the audit trail says about mails and notices: how many got them, never who. */
final class MailEvents {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Actor WORKERS = Actor.system("workers");

    private MailEvents() {}

    static AuditEntry queued(long id, Job job, Recipients recipients, Instant at) {
        return entry(
                at,
                "notification.queued",
                "notification",
                String.valueOf(id),
                job.processInstanceKey(),
                null,
                Map.of(
                        "state", DeliveryState.QUEUED,
                        "recipients", recipients.all().size(),
                        "skipped", recipients.skipped().size()));
    }

    /** @param people who hear of it in the app or in a digest */
    static AuditEntry kept(Job job, int people, Instant at) {
        return entry(
                at,
                "notice.kept",
                "notice",
                "job-" + job.key(),
                job.processInstanceKey(),
                null,
                Map.of("recipients", people));
    }

    static AuditEntry ended(Ended mail, Instant at) {
        return entry(
                at,
                mail.state().equals("SENT") ? "notification.sent" : "notification.failed",
                "notification",
                String.valueOf(mail.id()),
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
            String objectType,
            String objectId,
            @Nullable Long processInstanceKey,
            @Nullable Map<String, Object> before,
            Map<String, Object> after) {
        return new AuditEntry(
                at,
                WORKERS,
                null,
                action,
                objectType,
                objectId,
                processInstanceKey,
                null,
                before == null ? null : JSON.writeValueAsString(before),
                JSON.writeValueAsString(after),
                Map.of(),
                null);
    }
}
