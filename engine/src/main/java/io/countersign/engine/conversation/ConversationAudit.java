package io.countersign.engine.conversation;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.web.RequestId;
import io.countersign.store.audit.AuditEntry;
import io.countersign.store.audit.AuditTrail;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What the audit trail says of comments and questions. Their words are personal values. */
@Component
class ConversationAudit {

    private final AuditTrail trail;
    private final JsonMapper json;

    ConversationAudit(AuditTrail trail, JsonMapper json) {
        this.trail = trail;
        this.json = json;
    }

    /** @param text null where there is none to keep */
    void append(
            String action,
            String objectType,
            String objectId,
            long rootKey,
            @Nullable String taskKey,
            Map<String, ?> more,
            @Nullable String text,
            Caller by,
            Instant at) {
        var after = new TreeMap<String, Object>(more);
        if (taskKey != null) {
            after.put("taskKey", taskKey);
        }
        trail.append(new AuditEntry(
                at,
                by.actor(),
                null,
                action,
                objectType,
                objectId,
                rootKey,
                RequestId.current(),
                null,
                json.writeValueAsString(after),
                text == null ? Map.of() : Map.of("text", text),
                null));
    }
}
