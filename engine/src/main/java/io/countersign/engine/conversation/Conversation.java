package io.countersign.engine.conversation;

import io.countersign.engine.attachments.Attachment;
import io.countersign.engine.definitions.NextTasks;
import io.countersign.engine.tasks.Permission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said around a request, the oldest first.
 *
 * @param maxFileSize how many bytes a file may have
 * @param seen when the caller last looked; null on the first visit
 * @param next which tasks may come after this one; null at a request, and once the task is closed
 */
public record Conversation(
        List<Comment> comments,
        List<Attachment> files,
        List<Question> questions,
        @Nullable Seen seen,
        NextTasks.@Nullable Next next,
        May may,
        long maxFileSize) {

    /** What the caller may do here. */
    public record May(Permission comment, Permission addFile, Permission ask) {}
}
