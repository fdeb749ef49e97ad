package io.countersign.workers.notifications;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mail that this node has leased for those who are due.
 *
 * @param jobKey null where no job asked for it
 * @param messageId the same over every try, so that a mailbox that gets it twice can tell
 * @param to whom it is written to, whoever has it already
 * @param attachments how many files go with it
 * @param sender null for the configured one
 * @param headers beside those that every mail has
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
        @Nullable String sender,
        Map<String, String> headers,
        Instant queuedAt,
        List<Due> due) {

    Notification with(List<Due> others) {
        return new Notification(
                id,
                jobKey,
                processInstanceKey,
                messageId,
                to,
                cc,
                subject,
                text,
                html,
                attachments,
                sender,
                headers,
                queuedAt,
                others);
    }
}
