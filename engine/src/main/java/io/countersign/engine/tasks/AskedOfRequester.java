package io.countersign.engine.tasks;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** What the requesters of tasks are asked before somebody decides. Implemented by those who ask. */
public interface AskedOfRequester {

    /** Of those of these tasks about which something was asked, how the latest question stands. */
    Map<Long, Mark> ofTasks(Collection<Long> taskKeys);

    /** By request, the question that waits longest for its answer. */
    Map<Long, OpenQuestion> ofRequests(Collection<Long> rootInstanceKeys);

    /**
     * How a question stands.
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
