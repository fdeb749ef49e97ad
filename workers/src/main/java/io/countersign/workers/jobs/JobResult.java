package io.countersign.workers.jobs;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a job ended. What follows from it is decided in one place. */
public sealed interface JobResult {

    /** The work is done. */
    record Completed(Map<String, Object> variables) implements JobResult {}

    /** The business said no; the model catches it with a boundary event. */
    record BusinessError(String code, String message, Map<String, Object> variables) implements JobResult {}

    /**
     * It did not work this time.
     *
     * @param after not before this has passed; null: as the runner thinks fit
     * @param counts false where the reason lies with us, so that an outage of ours uses up nobody's tries
     * @param givenBack tries that were used up before, and as it turned out for no fault of the job
     */
    record RetryLater(String message, @Nullable Duration after, boolean counts, int givenBack) implements JobResult {

        public RetryLater(String message, @Nullable Duration after, boolean counts) {
            this(message, after, counts, 0);
        }

        public static RetryLater counted(String message) {
            return new RetryLater(message, null, true);
        }

        public static RetryLater uncounted(String message) {
            return new RetryLater(message, null, false);
        }
    }

    /** It will not work until somebody has changed something: the message tells an operator what. */
    record GiveUp(String message) implements JobResult {}

    static JobResult completed() {
        return new Completed(Map.of());
    }
}
