package io.countersign.engine.requests;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.web.RequestId;
import io.countersign.store.audit.AuditEntry;
import io.countersign.store.audit.AuditTrail;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What the audit trail says of requesters' acts. The reason is a personal value. */
@Component
class RequestAudit {

    private final AuditTrail trail;
    private final JsonMapper json;

    RequestAudit(AuditTrail trail, JsonMapper json) {
        this.trail = trail;
        this.json = json;
    }

    void withdrawn(Caller by, long processInstanceKey, @Nullable String reason, Instant at) {
        append(
                by,
                processInstanceKey,
                at,
                "request.withdrawn",
                null,
                reason == null ? Map.of() : Map.of("comment", reason));
    }

    void reminded(Caller by, long processInstanceKey, int tasks, int mails, Instant at) {
        append(by, processInstanceKey, at, "request.reminded", Map.of("tasks", tasks, "mails", mails), Map.of());
    }

    private void append(
            Caller by,
            long processInstanceKey,
            Instant at,
            String action,
            @Nullable Map<String, Object> after,
            Map<String, String> personal) {
        trail.append(new AuditEntry(
                at,
                by.actor(),
                null,
                action,
                "process-instance",
                Long.toString(processInstanceKey),
                processInstanceKey,
                RequestId.current(),
                null,
                after == null ? null : json.writeValueAsString(after),
                personal,
                null));
    }
}
