package io.countersign.workers.notifications;

import io.countersign.notices.Written;
import io.countersign.store.mail.Priority;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail that a job wants to go out.
 *
 * @param part tells it from the job's other mails; null where there are none
 * @param attachments files of the request
 */
record Outgoing(
        @Nullable String part, Recipients recipients, Written written, Priority priority, List<UUID> attachments) {}
