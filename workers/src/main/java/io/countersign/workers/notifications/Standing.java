package io.countersign.workers.notifications;

import org.jspecify.annotations.Nullable;

/**
 * How one mail stands.
 *
 * @param refused why somebody does not get it; null where nobody knows of any such
 */
record Standing(
        String messageId, Progress progress, @Nullable Refusal refused) {

    /**
     * Of those whom it was written to rather than of those who get a copy.
     *
     * @param code what the server said, or BOUNCED, FAILED or SUPPRESSED where it said nothing
     */
    record Refusal(String code, String answer) {}
}
