package io.countersign.engine.conversation;

import io.countersign.engine.tasks.Person;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that somebody who has to decide wants to know of the requester first. The task stays open to a decision all the time. */
public record Question(
        String questionId,
        String taskKey,
        Person askedBy,
        Person askedOf,
        String text,
        Instant askedAt,
        State state,
        @Nullable String answer,
        @Nullable Instant answeredAt) {

    /** How it stands. */
    public enum State {
        OPEN,
        ANSWERED,
        TAKEN_BACK,
        /** The task was decided, or is gone. */
        NO_LONGER_NEEDED
    }
}
