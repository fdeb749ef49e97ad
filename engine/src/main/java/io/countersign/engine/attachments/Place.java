package io.countersign.engine.attachments;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a file belongs to. Nothing is set for a file that waits for a form to be sent.
 *
 * @param processInstanceKey the request's outermost instance
 * @param startId the start request that the file was handed in with, maybe before there was an instance
 * @param taskKey the task at which it was added
 */
public record Place(
        @Nullable Long processInstanceKey,
        @Nullable UUID startId,
        @Nullable UUID draftId,
        @Nullable Long taskKey) {

    static final Place NONE = new Place(null, null, null, null);

    public static Place request(long processInstanceKey, @Nullable UUID startId) {
        return new Place(processInstanceKey, startId, null, null);
    }

    public static Place task(long processInstanceKey, @Nullable UUID startId, long taskKey) {
        return new Place(processInstanceKey, startId, null, taskKey);
    }

    boolean isOfRequest() {
        return processInstanceKey != null || startId != null;
    }
}
