package io.countersign.workers.notifications;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A queued mail that this node has leased.
 *
 * @param jobKey null where no job asked for it
 * @param messageId the same over every try, so that a mailbox that gets it twice can tell
 * @param pending who still has to get it
 * @param attempt which try this is, the first is 1
 */
record Notification(
        long id,
        @Nullable Long jobKey,
        long processInstanceKey,
        String messageId,
        Recipients recipients,
        List<String> pending,
        String subject,
        String text,
        @Nullable String html,
        Instant queuedAt,
        int attempt) {

    boolean deliveredToNobodyYet() {
        return pending.size() == recipients.addresses().size();
    }
}
