package io.countersign.workers.expressions;

import io.countersign.workers.jobs.Job;
import io.countersign.workers.jobs.JobResult;
import io.countersign.workers.jobs.JobResult.BusinessError;
import io.countersign.workers.jobs.JobResult.Completed;
import io.countersign.workers.jobs.JobResult.GiveUp;
import io.countersign.workers.jobs.JobResult.RetryLater;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a model makes of an answer by its error expression: an error that it catches, a failure of the job, or nothing. */
final class ErrorExpression {

    private final Expressions expressions;

    ErrorExpression(Expressions expressions) {
        this.expressions = expressions;
    }

    /** @return empty where the expression has nothing to say, so that the answer is what it seems */
    Optional<JobResult> of(Job job, Mapping mapping, Map<String, @Nullable Object> context) throws UnfitModel {
        if (mapping.error() == null) {
            return Optional.empty();
        }
        Object said = expressions.evaluate(mapping.error(), context);
        if (said == null) {
            return Optional.empty();
        }
        if (!(said instanceof Map<?, ?> error) || error.get(ErrorFunctions.TYPE) == null) {
            throw new UnfitModel("The error expression gives neither bpmnError(code, message), jobError(message),"
                    + " ignoreError(variables) nor null: correct the model");
        }
        return Optional.of(
                switch (String.valueOf(error.get(ErrorFunctions.TYPE))) {
                    case ErrorFunctions.BPMN -> bpmnError(error);
                    case ErrorFunctions.IGNORE -> new Completed(variables(error));
                    default -> jobError(job, mapping, error);
                });
    }

    private static JobResult bpmnError(Map<?, ?> error) throws UnfitModel {
        String code = text(error, "code");
        if (code.isBlank()) {
            throw new UnfitModel("The error expression calls bpmnError without a code: correct the model");
        }
        return new BusinessError(code, text(error, "message"), variables(error));
    }

    private static JobResult jobError(Job job, Mapping mapping, Map<?, ?> error) throws UnfitModel {
        String message = text(error, "message");
        int left = error.get("retries") instanceof Number retries ? retries.intValue() : job.tries() - 1;
        if (left <= 0) {
            return new GiveUp(message);
        }
        Duration after = error.get("backoff") == null ? mapping.again() : backoff(text(error, "backoff"));
        return new RetryLater(message, after, true, left - (job.tries() - 1));
    }

    private static Duration backoff(String text) throws UnfitModel {
        try {
            Duration backoff = Duration.parse(text);
            return backoff.isNegative() ? Duration.ZERO : backoff;
        } catch (DateTimeParseException e) {
            UnfitModel unfit = new UnfitModel(
                    "The error expression calls jobError with a backoff that is no duration: correct the model");
            unfit.initCause(e);
            throw unfit;
        }
    }

    private static Map<String, @Nullable Object> variables(Map<?, ?> error) {
        Map<String, @Nullable Object> variables = new HashMap<>();
        if (error.get("variables") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> variables.put(String.valueOf(name), value));
        }
        return variables;
    }

    private static String text(Map<?, ?> error, String name) {
        Object value = error.get(name);
        return value == null ? "" : String.valueOf(value);
    }
}
