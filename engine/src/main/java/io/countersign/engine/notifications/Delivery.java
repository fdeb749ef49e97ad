package io.countersign.engine.notifications;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail.
 *
 * @param recipients {@code {to: […], cc: […], bcc: […]}}
 * @param state QUEUED, SENT or FAILED
 * @param tries oldest first
 */
public record Delivery(
        String notificationId,
        @Nullable String jobKey,
        String messageId,
        @JsonRawValue @Schema(type = "object") String recipients,
        String subject,
        String state,
        int attempts,
        @Nullable Instant createdAt,
        @Nullable Instant dueAt,
        @Nullable Instant sentAt,
        List<Try> tries) {

    /**
     * One try to hand it to the mail server.
     *
     * @param outcome SENT, DEFERRED or FAILED
     * @param answer what the server said
     */
    public record Try(
            int attempt,
            @Nullable Instant at,
            String outcome,
            @Nullable String answer) {}
}
