package io.countersign.engine.attachments;

import io.countersign.engine.attachments.Attachment.Uploader;
import io.countersign.engine.identity.Caller;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code task_attachment}, without its content.
 *
 * @param sha256 in hex
 */
record StoredFile(
        UUID id,
        Place place,
        String name,
        String mediaType,
        long size,
        String sha256,
        String uploadedBy,
        Instant uploadedAt,
        @Nullable Instant removedAt) {

    /** Who hands in what the workers made; neither a person nor a key can be called so. */
    private static final String OURSELVES = "system:countersign";

    /** Under which name the caller hands in files; a system is not the person who has its name. */
    static String nameOf(Caller caller) {
        return caller.isPerson() ? caller.name() : caller.id();
    }

    boolean isOf(Caller caller) {
        return uploadedBy.equals(nameOf(caller));
    }

    StoredFile at(Place newPlace) {
        return new StoredFile(id, newPlace, name, mediaType, size, sha256, uploadedBy, uploadedAt, removedAt);
    }

    Attachment toAttachment(Map<String, String> displayNames) {
        return new Attachment(
                id.toString(),
                place.taskKey() == null ? null : Long.toString(place.taskKey()),
                name,
                mediaType,
                size,
                new Uploader(
                        uploadedBy,
                        uploadedBy.equals(OURSELVES)
                                ? "Countersign"
                                : displayNames.getOrDefault(uploadedBy, uploadedBy)),
                uploadedAt,
                removedAt);
    }
}
