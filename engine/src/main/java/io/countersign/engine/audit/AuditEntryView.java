package io.countersign.engine.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.countersign.store.audit.Actor;
import io.countersign.store.audit.AuditRecord;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the audit trail as the API shows it.
 *
 * @param id a string, as all keys in JSON
 * @param comment what the actor gave as his reason; null where he gave none or was erased
 */
@Schema(name = "AuditEntry")
public record AuditEntryView(
        String id,
        Instant at,
        ActorView actor,
        @Nullable ActorView onBehalfOf,
        String action,
        String objectType,
        String objectId,
        @Nullable String processInstanceKey,
        @Nullable String requestId,
        @Nullable @JsonRawValue @Schema(type = "object") String before,
        @Nullable @JsonRawValue @Schema(type = "object") String after,
        @Nullable String comment) {

    /** Who it was; {@code name} is null where the person was erased. */
    @Schema(name = "AuditActor")
    public record ActorView(Actor.Kind kind, @Nullable String name) {

        static ActorView from(AuditRecord.Who who) {
            return new ActorView(who.kind(), who.name());
        }
    }

    /** The entry as the API shows it. */
    public static AuditEntryView from(AuditRecord entry) {
        var key = entry.processInstanceKey();
        return new AuditEntryView(
                Long.toString(entry.id()),
                entry.at(),
                ActorView.from(entry.actor()),
                entry.onBehalfOf() == null ? null : ActorView.from(entry.onBehalfOf()),
                entry.action(),
                entry.objectType(),
                entry.objectId(),
                key == null ? null : Long.toString(key),
                entry.requestId(),
                entry.before(),
                entry.after(),
                entry.personal().get("comment"));
    }
}
