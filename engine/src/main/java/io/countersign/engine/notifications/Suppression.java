package io.countersign.engine.notifications;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox that is not there, and is left alone.
 *
 * @param reason what its server said
 * @param notificationId the mail that showed it
 */
public record Suppression(
        String address,
        String reason,
        @Nullable Integer smtpCode,
        @Nullable String notificationId,
        @Nullable Instant since) {}
