package io.countersign.engine.notifications;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail and where it stands for each of its recipients; never its text.
 *
 * @param state QUEUED while somebody waits for it, SENT where somebody has got it, else FAILED
 * @param forgotten whether its text was confidential and is gone, so that it can't be sent again
 * @param sender whom it goes out as; null for the configured sender
 * @param skipped who was named and could not be written to, and why
 */
public record Mail(
        String notificationId,
        @Nullable String jobKey,
        @Nullable String processInstanceKey,
        @Nullable String taskKey,
        String messageId,
        String subject,
        @Nullable String sender,
        String state,
        boolean forgotten,
        @Nullable Instant createdAt,
        @Nullable Instant sentAt,
        List<String> skipped,
        List<Delivery> deliveries) {}
