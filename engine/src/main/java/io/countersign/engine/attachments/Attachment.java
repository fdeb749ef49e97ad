package io.countersign.engine.attachments;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file, without its content.
 *
 * @param taskKey the task at which it was added, null where it was not at one
 * @param mediaType as found in the content
 * @param removedAt when its uploader took it away; the content is gone then
 */
public record Attachment(
        String attachmentId,
        @Nullable String taskKey,
        String name,
        String mediaType,
        long size,
        Uploader uploadedBy,
        Instant uploadedAt,
        @Nullable Instant removedAt) {

    /** Who handed it in; who is no longer known has the user name only. */
    public record Uploader(String username, String displayName) {}
}
