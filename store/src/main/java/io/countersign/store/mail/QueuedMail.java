package io.countersign.store.mail;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mail that waits for its delivery.
 *
 * @param jobKey null where no job asks for it
 * @param processInstanceKey null where it is about no request
 * @param taskKey null where it is not about a task
 * @param messageId the same however often the same mail is queued or delivered, angle brackets included
 * @param recipients each address once
 * @param skipped who was named and can't get it, and why
 * @param confidential whether its text is forgotten once it is delivered, or can't be
 * @param sender an address or {@code Name <address>}; null for the configured one
 * @param headers beside those that every mail has, by name
 */
public record QueuedMail(
        @Nullable Long jobKey,
        @Nullable Long processInstanceKey,
        @Nullable Long taskKey,
        String tenantId,
        String messageId,
        List<Recipient> recipients,
        List<String> skipped,
        String subject,
        String text,
        @Nullable String html,
        boolean confidential,
        Priority priority,
        @Nullable String sender,
        Map<String, String> headers) {

    /** As most are: from the configured sender. */
    public QueuedMail(
            @Nullable Long jobKey,
            @Nullable Long processInstanceKey,
            @Nullable Long taskKey,
            String tenantId,
            String messageId,
            List<Recipient> recipients,
            List<String> skipped,
            String subject,
            String text,
            @Nullable String html,
            boolean confidential,
            Priority priority) {
        this(
                jobKey,
                processInstanceKey,
                taskKey,
                tenantId,
                messageId,
                recipients,
                skipped,
                subject,
                text,
                html,
                confidential,
                priority,
                null,
                Map.of());
    }
}
