package io.countersign.engine.attachments;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.web.Hints;
import io.countersign.engine.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes a file away again. Of a request's file the name stays, so that nobody wonders what was talked about. */
@Component
public class RemoveAttachment {

    private final AttachmentRows rows;
    private final ReadAttachment read;
    private final AttachmentAccess access;
    private final AttachmentAudit audit;
    private final Hints hints;
    private final Clock clock;

    RemoveAttachment(
            AttachmentRows rows,
            ReadAttachment read,
            AttachmentAccess access,
            AttachmentAudit audit,
            Hints hints,
            Clock clock) {
        this.rows = rows;
        this.read = read;
        this.access = access;
        this.audit = audit;
        this.hints = hints;
        this.clock = clock;
    }

    /** @throws Problem 403, 404, 409 or 410 */
    @Transactional
    public void remove(Caller caller, UUID id) {
        read.get(caller, id);
        StoredFile file = rows.lockAll(List.of(id)).stream().findFirst().orElseThrow(ReadAttachment::unknown);
        if (!file.isOf(caller)) {
            throw Problem.forbidden(
                    "not-the-uploader", "This file is somebody else's", "Only who handed it in may remove it.");
        }
        if (file.removedAt() != null) {
            throw ReadAttachment.removed();
        }
        Instant now = clock.instant();
        if (file.place().isOfRequest()) {
            requireActive(file);
            rows.empty(id, now);
            hints.send(List.of("tasks", "requests"));
        } else {
            rows.delete(List.of(id));
        }
        audit.append("attachment.removed", file, caller, now);
    }

    private void requireActive(StoredFile file) {
        if (!access.isActive(file.place())) {
            throw Problem.conflict(
                    "request-ended",
                    "The request has ended",
                    "What was decided on stays as it was; its files can't be changed any more.");
        }
    }
}
