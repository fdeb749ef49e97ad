package io.countersign.workers.operations;

import io.countersign.workers.jobs.Job;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an answer.
 *
 * @param target what messages call it
 * @param variable that gets the whole answer; null: none does
 * @param result expression whose context becomes variables
 * @param error expression that says whether the answer is an error, and of which kind
 * @param errors from status to the error code that a boundary event catches
 * @param again how long to wait before the next try; null: as the target is set
 */
record Mapping(
        String target,
        @Nullable String variable,
        @Nullable String result,
        @Nullable String error,
        Map<String, String> errors,
        @Nullable Duration again) {

    private static final String RESULT_VARIABLE = "resultVariable";
    private static final String RESULT_EXPRESSION = "resultExpression";

    /** For a model that gets the whole answer where it says nothing. */
    static Mapping of(Job job, Operation operation) throws UnfitOperation {
        Map<String, String> headers = job.headers();
        boolean wanted = filled(headers.get(RESULT_VARIABLE)) != null || filled(headers.get(RESULT_EXPRESSION)) != null;
        return of(job, operation, wanted ? filled(headers.get(RESULT_VARIABLE)) : operation.result());
    }

    /** For a model that gets what it asks for in the task's headers, and nothing else. */
    static Mapping ofHeaders(Job job, Operation operation) throws UnfitOperation {
        return of(job, operation, filled(job.headers().get(RESULT_VARIABLE)));
    }

    private static Mapping of(Job job, Operation operation, @Nullable String variable) throws UnfitOperation {
        return new Mapping(
                String.valueOf(operation.target()),
                variable,
                filled(job.headers().get(RESULT_EXPRESSION)),
                filled(job.headers().get("errorExpression")),
                operation.errors(),
                again(filled(job.headers().get("retryBackoff"))));
    }

    private static @Nullable String filled(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static @Nullable Duration again(@Nullable String backoff) throws UnfitOperation {
        try {
            return backoff == null ? null : Duration.parse(backoff);
        } catch (DateTimeParseException e) {
            UnfitOperation unfit = new UnfitOperation("The header retryBackoff '" + backoff
                    + "' is not an ISO 8601 duration such as PT10S: correct the model");
            unfit.initCause(e);
            throw unfit;
        }
    }
}
