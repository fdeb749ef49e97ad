package io.countersign.workers.jobs;

import io.countersign.workers.jobs.JobResult.RetryLater;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** What an exception that logic did not expect means. */
final class Failures {

    private Failures() {}

    static JobResult of(RuntimeException e) {
        return switch (e) {
            case TransientDataAccessException away -> databaseAway(away);
            case DataAccessResourceFailureException away -> databaseAway(away);
            case RecoverableDataAccessException away -> databaseAway(away);
            case TransactionException away -> databaseAway(away);
            // the message may carry anything, so only its kind leaves; the log has the rest
            default ->
                RetryLater.counted("The worker failed with " + e.getClass().getSimpleName()
                        + "; its log has the details under this job key.");
        };
    }

    private static JobResult databaseAway(RuntimeException e) {
        return RetryLater.uncounted(
                "The workers' database doesn't answer (" + e.getClass().getSimpleName() + ").");
    }
}
