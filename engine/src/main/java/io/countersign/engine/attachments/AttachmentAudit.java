package io.countersign.engine.attachments;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.web.RequestId;
import io.countersign.store.audit.AuditEntry;
import io.countersign.store.audit.AuditTrail;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What the audit trail says of files. Their names are personal values. */
@Component
class AttachmentAudit {

    private final AuditTrail trail;
    private final JsonMapper json;

    AttachmentAudit(AuditTrail trail, JsonMapper json) {
        this.trail = trail;
        this.json = json;
    }

    void append(String action, StoredFile file, Caller by, Instant at) {
        var after = new TreeMap<String, Object>(
                Map.of("mediaType", file.mediaType(), "size", file.size(), "sha256", file.sha256()));
        if (file.place().taskKey() != null) {
            after.put("taskKey", Long.toString(file.place().taskKey()));
        }
        if (file.place().startId() != null) {
            after.put("startId", file.place().startId());
        }
        trail.append(new AuditEntry(
                at,
                by.actor(),
                null,
                action,
                "attachment",
                file.id().toString(),
                file.place().processInstanceKey(),
                RequestId.current(),
                null,
                json.writeValueAsString(after),
                Map.of("name", file.name()),
                null));
    }
}
