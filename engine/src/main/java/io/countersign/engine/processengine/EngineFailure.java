package io.countersign.engine.processengine;

/**
 * Why a request failed.
 *
 * @param maybeAccepted true where the engine may have done it all the same, because the answer is missing
 * @param message what the engine said, fit for an operator
 */
public record EngineFailure(Kind kind, boolean maybeAccepted, String message) {

    /** What a failure means to whoever asked. */
    public enum Kind {
        /** There is no such thing, or no longer. */
        NOT_FOUND,
        /** The thing is in a state in which this can't be done, such as a job with an incident. */
        INVALID_STATE,
        /** The same request can never succeed. */
        INVALID_ARGUMENT,
        /** The engine sheds load; nothing was done. */
        RESOURCE_EXHAUSTED,
        /** The engine can't be reached, or can't work right now. */
        UNAVAILABLE,
        /** No answer came in time. */
        DEADLINE_EXCEEDED,
        /** This version of the engine can't do that. */
        UNSUPPORTED,
        /** Anything else. */
        UNKNOWN;

        /** Whether it is the engine's weather, not the request, that failed: the same request may succeed later. */
        public boolean isTransient() {
            return this == RESOURCE_EXHAUSTED || this == UNAVAILABLE || this == DEADLINE_EXCEEDED;
        }
    }

    /** A failure of a request that was certainly not accepted. */
    public static EngineFailure refused(Kind kind, String message) {
        return new EngineFailure(kind, false, message);
    }
}
