package io.countersign.workers.expressions;

import io.countersign.workers.jobs.Job;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of what a job's work gave, as the task's headers say it.
 *
 * @param variable that gets all of it; null: none does
 * @param result expression whose context becomes variables
 * @param error expression that says whether it is an error, and of which kind
 * @param again how long to wait before the next try; null: as whoever does the work thinks fit
 */
public record Mapping(
        @Nullable String variable,
        @Nullable String result,
        @Nullable String error,
        @Nullable Duration again) {

    private static final String RESULT_VARIABLE = "resultVariable";
    private static final String RESULT_EXPRESSION = "resultExpression";

    /** @param usual name of the variable that gets all of it where the model says nothing */
    public static Mapping of(Job job, String usual) throws UnfitModel {
        Map<String, String> headers = job.headers();
        boolean wanted = filled(headers.get(RESULT_VARIABLE)) != null || filled(headers.get(RESULT_EXPRESSION)) != null;
        return read(job, wanted ? filled(headers.get(RESULT_VARIABLE)) : usual);
    }

    /** For a model that gets what it asks for, and nothing else. */
    public static Mapping of(Job job) throws UnfitModel {
        return read(job, filled(job.headers().get(RESULT_VARIABLE)));
    }

    private static Mapping read(Job job, @Nullable String variable) throws UnfitModel {
        return new Mapping(
                variable,
                filled(job.headers().get(RESULT_EXPRESSION)),
                filled(job.headers().get("errorExpression")),
                again(filled(job.headers().get("retryBackoff"))));
    }

    private static @Nullable String filled(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static @Nullable Duration again(@Nullable String backoff) throws UnfitModel {
        try {
            return backoff == null ? null : Duration.parse(backoff);
        } catch (DateTimeParseException e) {
            UnfitModel unfit = new UnfitModel("The header retryBackoff '" + backoff
                    + "' is not an ISO 8601 duration such as PT10S: correct the model");
            unfit.initCause(e);
            throw unfit;
        }
    }
}
