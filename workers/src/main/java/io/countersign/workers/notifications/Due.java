package io.countersign.workers.notifications;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whose mail is to be tried now.
 *
 * @param attempt which try this is, the first is 1
 * @param queuedAt since when it is tried
 * @param suppressedFor why his mailbox is not tried, in a server's words; null where it is
 */
record Due(
        String address,
        int attempt,
        Instant queuedAt,
        @Nullable String suppressedFor) {}
