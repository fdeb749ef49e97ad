package io.countersign.engine.tasks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks somebody wants to see; what is null asks for nothing. Made by {@link InboxParameters}.
 *
 * @param assignee has it, by the model, by taking it or by being given it
 * @param filters all of which a task has to meet
 * @param sort null for the order of the list itself
 */
public record InboxQuery(
        State state,
        View view,
        @Nullable String assignee,
        @Nullable String candidateGroup,
        @Nullable Long processInstanceKey,
        List<TaskFilter> filters,
        @Nullable DueRange due,
        @Nullable InboxSort sort) {

    /** OPEN is what waits for somebody; DECIDED is decided here and not yet confirmed by the engine. */
    public enum State {
        OPEN,
        DECIDED,
        COMPLETED,
        CANCELED
    }

    /**
     * MINE is what the caller has, GROUPS what is on offer to him and nobody has, ALL what he may see. SUBSTITUTED is what he can act on
     * only on somebody's behalf, REPRESENTED what others decided on his. DONE is what he answered, for himself or for somebody, in whatever
     * state it is.
     */
    public enum View {
        MINE,
        GROUPS,
        ALL,
        SUBSTITUTED,
        REPRESENTED,
        DONE;

        /** @throws IllegalArgumentException where there is none */
        static View named(String word) {
            return Arrays.stream(values())
                    .filter(view -> view.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("has to be one of "
                            + Arrays.stream(values()).map(View::word).collect(Collectors.joining(", "))));
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same with what is asked for elsewhere than in a view. */
    public InboxQuery with(
            State newState,
            @Nullable String newAssignee,
            @Nullable String newCandidateGroup,
            @Nullable Long newProcessInstanceKey) {
        return new InboxQuery(
                newState, view, newAssignee, newCandidateGroup, newProcessInstanceKey, filters, due, sort);
    }

    /** Whether it asks for more than one of the lists that there are. */
    public boolean isNarrowed() {
        return !filters.isEmpty() || due != null || sort != null;
    }

    InboxQuery sorted(@Nullable InboxSort newSort) {
        return new InboxQuery(state, view, assignee, candidateGroup, processInstanceKey, filters, due, newSort);
    }
}
