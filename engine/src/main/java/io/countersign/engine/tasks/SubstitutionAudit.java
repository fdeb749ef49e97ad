package io.countersign.engine.tasks;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.UserAccount;
import io.countersign.engine.web.RequestId;
import io.countersign.store.audit.AuditEntry;
import io.countersign.store.audit.AuditTrail;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What the audit trail says of substitutions. People are named by their accounts' ids, which are no personal values. */
@Component
class SubstitutionAudit {

    private final AuditTrail trail;
    private final JsonMapper json;

    SubstitutionAudit(AuditTrail trail, JsonMapper json) {
        this.trail = trail;
        this.json = json;
    }

    void created(Substitution substitution, UserAccount absent, UserAccount substitute, Caller by) {
        var after = new TreeMap<String, Object>(Map.of(
                "absent", absent.id(),
                "substitute", substitute.id(),
                "startsAt", substitution.startsAt().toString(),
                "processIds", substitution.processIds()));
        if (substitution.endsAt() != null) {
            after.put("endsAt", substitution.endsAt().toString());
        }
        if (substitution.maxAmount() != null) {
            after.put("maxAmount", substitution.maxAmount());
        }
        append(substitution, by, substitution.createdAt(), "substitution.created", json.writeValueAsString(after));
    }

    void ended(Substitution substitution, Caller by, Instant at) {
        append(substitution, by, at, "substitution.ended", null);
    }

    private void append(Substitution substitution, Caller by, Instant at, String action, @Nullable String after) {
        trail.append(new AuditEntry(
                at,
                by.actor(),
                null,
                action,
                "substitution",
                substitution.id().toString(),
                null,
                RequestId.current(),
                null,
                after,
                Map.of(),
                null));
    }
}
