package io.countersign.engine.deadlines;

import io.countersign.engine.identity.Directory;
import io.countersign.engine.tasks.DueTask;
import io.countersign.engine.web.RequestId;
import io.countersign.store.audit.Actor;
import io.countersign.store.audit.AuditEntry;
import io.countersign.store.audit.AuditTrail;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What the audit trail says of deadlines. People are named by their accounts' ids, which are no personal values. */
@Component
class DeadlineAudit {

    private static final Actor BY = Actor.system("deadline");

    private final AuditTrail trail;
    private final Directory directory;
    private final JsonMapper json;

    DeadlineAudit(AuditTrail trail, Directory directory, JsonMapper json) {
        this.trail = trail;
        this.directory = directory;
        this.json = json;
    }

    void notUnderstood(DueTask task, String why, Instant at) {
        append(task, "task.deadline-not-understood", Map.of("why", why), at);
    }

    void reminded(DueTask task, int mails, Instant at) {
        append(task, "task.reminded", Map.of("mails", mails), at);
    }

    void escalated(DueTask task, Set<String> to, int mails, Instant at) {
        append(task, "task.escalated", Map.of("to", to.stream().map(this::id).toList(), "mails", mails), at);
    }

    void nobodyToEscalateTo(DueTask task, Instant at) {
        append(task, "task.escalation-failed", Map.of("why", "there is nobody to escalate it to"), at);
    }

    void expired(DueTask task, Instant at) {
        append(task, "task.deadline-passed", Map.of(), at);
    }

    private String id(String principal) {
        return principal.startsWith("u:")
                ? directory
                        .person(principal.substring(2))
                        .map(person -> person.id().toString())
                        .orElse("unknown")
                : principal.substring(2);
    }

    private void append(DueTask task, String action, Map<String, Object> after, Instant at) {
        trail.append(new AuditEntry(
                at,
                BY,
                null,
                action,
                "task",
                Long.toString(task.taskKey()),
                task.processInstanceKey(),
                RequestId.current(),
                null,
                after.isEmpty() ? null : json.writeValueAsString(after),
                Map.of(),
                null));
    }
}
