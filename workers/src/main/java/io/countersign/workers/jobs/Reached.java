package io.countersign.workers.jobs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that jobs need, and how it is.
 *
 * @param running how many jobs use it now, of {@code most} at once
 * @param waiting how many wait for one of these to end
 * @param openUntil not before then is it tried again; null where it may be tried
 */
public record Reached(
        String name,
        State state,
        int running,
        int most,
        int waiting,
        @Nullable Instant openUntil) {

    public enum State {
        /** Well, as far as is known. */
        CLOSED,
        /** Being tried with a few. */
        HALF_OPEN,
        /** Not asked at all, for some time. */
        OPEN
    }
}
