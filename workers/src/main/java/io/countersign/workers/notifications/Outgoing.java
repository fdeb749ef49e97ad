package io.countersign.workers.notifications;

import io.countersign.notices.Written;
import io.countersign.store.mail.Priority;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail that a job wants to go out.
 *
 * @param part tells it from the job's other mails; null where there are none
 * @param attachments files of the request
 * @param sender null for the configured one
 * @param headers beside those that every mail has
 */
record Outgoing(
        @Nullable String part,
        Recipients recipients,
        String subject,
        String text,
        @Nullable String html,
        Priority priority,
        List<UUID> attachments,
        @Nullable String sender,
        Map<String, String> headers) {

    static Outgoing of(
            @Nullable String part, Recipients recipients, Written written, Priority priority, List<UUID> attachments) {
        return new Outgoing(
                part,
                recipients,
                written.subject(),
                written.text(),
                written.html(),
                priority,
                attachments,
                null,
                Map.of());
    }
}
