package io.countersign.workers.jobs;

import java.time.Duration;
import java.util.Map;

/** What can be said to the engine about one job, once. */
interface JobCommands {

    Answer complete(Map<String, Object> variables);

    Answer throwError(String code, String message, Map<String, Object> variables);

    /** @param tries how many are left; with none the engine makes an incident */
    Answer fail(int tries, Duration backoff, String message);

    /** What the engine made of it. */
    sealed interface Answer {

        record Taken() implements Answer {}

        /** The engine is away or busy: say it again. */
        record NotNow(String reason) implements Answer {}

        /** The job is no longer there: completed, cancelled, or given to somebody else who completed it. */
        record Gone() implements Answer {}

        /** The engine will never take this command. */
        record Refused(String reason) implements Answer {}
    }
}
