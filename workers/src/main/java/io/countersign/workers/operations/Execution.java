package io.countersign.workers.operations;

import io.countersign.workers.jobs.JobResult;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try at a call, as it is written down.
 *
 * @param url without secrets
 * @param status null where there was no answer
 */
record Execution(
        String target,
        String method,
        String url,
        @Nullable Integer status,
        JobResult result,
        Instant startedAt,
        Instant endedAt) {

    String outcome() {
        return switch (result) {
            case JobResult.Completed ignored -> "SUCCEEDED";
            case JobResult.BusinessError ignored -> "BUSINESS_ERROR";
            case JobResult.RetryLater ignored -> "RETRY_LATER";
            case JobResult.GiveUp ignored -> "GAVE_UP";
        };
    }

    @Nullable
    String detail() {
        return switch (result) {
            case JobResult.Completed ignored -> null;
            case JobResult.BusinessError error -> error.message();
            case JobResult.RetryLater later -> later.message();
            case JobResult.GiveUp giveUp -> giveUp.message();
        };
    }
}
