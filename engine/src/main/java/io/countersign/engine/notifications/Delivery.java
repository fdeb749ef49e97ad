package io.countersign.engine.notifications;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One mail to one recipient.
 *
 * @param username null where the address belongs to nobody here
 * @param kind to, cc or bcc
 * @param state QUEUED, SENDING, SENT, DEFERRED, BOUNCED, FAILED or SUPPRESSED
 * @param smtpCode what the mail server said last; null where it said nothing
 * @param answer in its own words
 * @param dueAt when it is tried next, null where it is not
 */
public record Delivery(
        String notificationId,
        @Nullable String processInstanceKey,
        String subject,
        String address,
        @Nullable String username,
        String kind,
        String state,
        int attempts,
        @Nullable Integer smtpCode,
        @Nullable String answer,
        @Nullable Instant queuedAt,
        @Nullable Instant dueAt,
        @Nullable Instant triedAt,
        @Nullable Instant endedAt) {}
