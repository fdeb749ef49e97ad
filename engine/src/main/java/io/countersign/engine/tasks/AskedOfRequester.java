package io.countersign.engine.tasks;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** What the requesters of tasks are asked before somebody decides. Implemented by those who ask. */
public interface AskedOfRequester {

    /** By request, the question that waits longest for its answer. */
    Map<Long, OpenQuestion> ofRequests(Collection<Long> rootInstanceKeys);

    /**
     * How the latest question about a task stands.
     *
     * @param since when it was asked, or answered
     */
    record Mark(State state, Instant since) {

        /** Whose turn it is. */
        public enum State {
            WAITING,
            ANSWERED
        }
    }

    /** A question that waits for the requester. */
    record OpenQuestion(String questionId, String taskKey, Person askedBy, String text, Instant askedAt) {}
}
