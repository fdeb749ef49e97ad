package io.countersign.workers.notifications;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the mails of a job stand.
 *
 * @param since when they were queued, null where there are none
 * @param open who still waits for one
 * @param sent who has got one
 * @param notDelivered who won't
 */
record Progress(@Nullable Instant since, int open, int sent, int notDelivered) {}
