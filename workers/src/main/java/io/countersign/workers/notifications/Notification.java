package io.countersign.workers.notifications;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail that this node has leased for those who are due.
 *
 * @param jobKey null where no job asked for it
 * @param messageId the same over every try, so that a mailbox that gets it twice can tell
 * @param to whom it is written to, whoever has it already
 * @param attachments how many files go with it
 */
record Notification(
        long id,
        @Nullable Long jobKey,
        @Nullable Long processInstanceKey,
        String messageId,
        List<String> to,
        List<String> cc,
        String subject,
        String text,
        @Nullable String html,
        int attachments,
        Instant queuedAt,
        List<Due> due) {

    Notification with(List<Due> others) {
        return new Notification(
                id, jobKey, processInstanceKey, messageId, to, cc, subject, text, html, attachments, queuedAt, others);
    }
}
