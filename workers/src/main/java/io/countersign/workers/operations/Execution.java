package io.countersign.workers.operations;

import io.countersign.workers.jobs.JobResult;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try at a call, as it is written down.
 *
 * @param url without secrets
 * @param status null where there was no answer
 * @param request what was sent, without secrets; null: nothing, or it isn't kept
 * @param answer what came back, the same
 */
record Execution(
        String target,
        String method,
        String url,
        @Nullable Integer status,
        JobResult result,
        @Nullable String request,
        @Nullable String answer,
        Instant startedAt,
        Instant endedAt) {

    private static final int LONGEST = 4_000;

    Execution {
        request = cut(request);
        answer = cut(answer);
    }

    private static @Nullable String cut(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        // PostgreSQL's texts have everything but this
        String clean = text.replace("\0", "");
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
    }

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
