package io.countersign.engine.tasks;

import org.jspecify.annotations.Nullable;

/**
 * Which tasks somebody wants to see; what is null asks for nothing.
 *
 * @param assignee has it, by the model, by taking it or by being given it
 */
public record InboxQuery(
        State state,
        View view,
        @Nullable String assignee,
        @Nullable String candidateGroup,
        @Nullable Long processInstanceKey) {

    /** OPEN is what waits for somebody; DECIDED is decided here and not yet confirmed by the engine. */
    public enum State {
        OPEN,
        DECIDED,
        COMPLETED,
        CANCELED
    }

    /**
     * MINE is what the caller has, GROUPS what is on offer to him and nobody has, ALL what he may see. SUBSTITUTED is what he can act on
     * only on somebody's behalf, REPRESENTED what others decided on his.
     */
    public enum View {
        MINE,
        GROUPS,
        ALL,
        SUBSTITUTED,
        REPRESENTED
    }
}
