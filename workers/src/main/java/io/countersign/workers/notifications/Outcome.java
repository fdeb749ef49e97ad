package io.countersign.workers.notifications;

import java.time.Instant;

/**
 * What came of one try for one recipient.
 *
 * @param dueAt when it is tried again, if it is
 */
record Outcome(long notificationId, Due due, DeliveryState state, Answer answer, Instant dueAt) {}
