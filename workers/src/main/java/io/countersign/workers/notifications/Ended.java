package io.countersign.workers.notifications;

import org.jspecify.annotations.Nullable;

/**
 * A message that nobody waits for any more.
 *
 * @param state SENT where somebody has got it, else FAILED
 * @param sent how many have got it
 * @param others how many have not, and won't
 * @param attempts the most that it took for one of them
 */
record Ended(long id, @Nullable Long processInstanceKey, String state, int sent, int others, int attempts) {}
