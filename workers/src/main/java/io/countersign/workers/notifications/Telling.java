package io.countersign.workers.notifications;

import io.countersign.notices.routing.NewNotice;
import io.countersign.notices.routing.Route;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is told of a job.
 *
 * @param mail for his mailbox, his webhook or both; null where neither is to have it
 * @param notice for the app or a digest; null where neither is to have it
 */
record Telling(
        Route route, @Nullable Outgoing mail, @Nullable NewNotice notice) {}
