package io.countersign.store.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail that waits for its delivery.
 *
 * @param jobKey null where no job asks for it
 * @param messageId the same however often the same mail is queued or delivered, angle brackets included
 * @param recipients JSON: {@code {"to": […], "cc": […], "bcc": […], "skipped": […]}}
 * @param addresses everybody of them, each once
 * @param confidential whether its text is forgotten once it is delivered, or can't be
 */
public record QueuedMail(
        @Nullable Long jobKey,
        long processInstanceKey,
        String tenantId,
        String messageId,
        String recipients,
        List<String> addresses,
        String subject,
        String text,
        @Nullable String html,
        boolean confidential) {}
