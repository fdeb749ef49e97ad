package io.countersign.engine.mailapproval;

import io.countersign.engine.tasks.AskedOne;
import io.countersign.engine.tasks.Outcome;
import io.countersign.engine.tasks.Person;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody finds behind a link. Nothing of task and person before he has shown that he is the one it was sent to.
 *
 * @param codeAllowed whether a code may be sent instead of signing in
 * @param expiresAt null where it is no link of ours
 * @param person who he has shown to be
 * @param used what was decided with it
 * @param asked the task; null where it is no longer for him, too
 */
public record LinkView(
        State state,
        boolean codeAllowed,
        @Nullable Instant expiresAt,
        @Nullable Person person,
        @Nullable Used used,
        @Nullable AskedOne asked) {

    /** How it is with a link. */
    public enum State {
        /** Not signed by us, cut off, or forgotten. */
        UNKNOWN,
        /** The organisation does not let people decide by mail (any more). */
        TURNED_OFF,
        /** The person it was sent to may not work here now. */
        LOCKED,
        EXPIRED,
        /** Whoever follows it has not shown who he is. */
        PROOF_NEEDED,
        /** Whoever follows it is somebody else. */
        OTHER_PERSON,
        USED,
        /** He may decide. */
        OPEN,
        /** He may not decide (any more): {@code asked.decide} says why. */
        CLOSED
    }

    /** What was decided with a link. */
    public record Used(Outcome outcome, Instant at) {}

    static LinkView unknown() {
        return new LinkView(State.UNKNOWN, false, null, null, null, null);
    }

    static LinkView of(State state, boolean codeAllowed, Instant expiresAt) {
        return new LinkView(state, codeAllowed, expiresAt, null, null, null);
    }
}
