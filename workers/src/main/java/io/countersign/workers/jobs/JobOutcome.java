package io.countersign.workers.jobs;

import java.util.Locale;

/** How a job ended, as metrics count it. */
enum JobOutcome {
    COMPLETED,
    BUSINESS_ERROR,
    RETRY_LATER,
    /** Put off without using up a try. */
    HANDED_BACK,
    GAVE_UP,
    /** Not executed: somebody else may have the job. */
    LEASE_EXPIRED,
    /** Executed, but the engine could not be told in time: it will be executed again. */
    LEASE_LOST,
    /** Executed, but the engine no longer had the job. */
    GONE;

    String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
