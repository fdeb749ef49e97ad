package io.countersign.engine.requests;

import io.countersign.engine.attachments.Attachment;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request that somebody has begun to fill in.
 *
 * @param formKey the form it was filled in for, null where the process has none
 * @param attachments the files that go with it, oldest first
 * @param version what the next change has to name, so that it undoes nothing that it has not seen
 */
public record Draft(
        String draftId,
        String processId,
        @Nullable String formKey,
        JsonNode values,
        List<Attachment> attachments,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    Draft with(List<Attachment> files) {
        return new Draft(draftId, processId, formKey, values, List.copyOf(files), version, createdAt, updatedAt);
    }
}
