package io.countersign.workers.notifications;

import org.jspecify.annotations.Nullable;

/**
 * A notice that is to be posted.
 *
 * @param username who wants it
 * @param address where he wants it; null where he does not any more
 */
record Hook(
        Notification notice,
        Due due,
        String username,
        @Nullable String address) {}
