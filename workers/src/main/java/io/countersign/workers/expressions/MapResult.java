package io.countersign.workers.expressions;

import io.countersign.workers.jobs.Job;
import io.countersign.workers.jobs.JobResult;
import io.countersign.workers.jobs.JobResult.Completed;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Makes of what a job's work gave what the model wants: variables, or an error of its own. */
@Component
public class MapResult {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST_RESULT = 1024 * 1024;

    private final Expressions expressions;
    private final ErrorExpression errorExpression;

    MapResult(Expressions expressions) {
        this.expressions = expressions;
        this.errorExpression = new ErrorExpression(expressions);
    }

    /**
     * @param response what the work gave; expressions know it by this name, and its parts by theirs
     * @param error code, message and what else is known, where it did not work
     * @return empty where the model has nothing to say, so that it is what it seems
     */
    public Optional<JobResult> error(
            Job job,
            Mapping mapping,
            Map<String, @Nullable Object> response,
            @Nullable Map<String, @Nullable Object> error)
            throws UnfitModel {
        return errorExpression.of(job, mapping, context(job, response, error));
    }

    public Completed completed(Job job, Mapping mapping, Map<String, @Nullable Object> response) throws UnfitModel {
        Map<String, @Nullable Object> variables = new HashMap<>();
        if (mapping.variable() != null) {
            variables.put(mapping.variable(), response);
        }
        if (mapping.result() != null) {
            Object result = expressions.evaluate(mapping.result(), context(job, response, null));
            if (!(result instanceof Map<?, ?> context)) {
                throw new UnfitModel("The result expression doesn't give a context such as {name: response.body.name}:"
                        + " correct the model");
            }
            context.forEach((name, value) -> variables.put(String.valueOf(name), value));
        }
        if (JSON.writeValueAsString(variables).length() > LONGEST_RESULT) {
            throw new UnfitModel("The result is longer than " + LONGEST_RESULT
                    + " characters: take less of the answer in the result expression");
        }
        return new Completed(variables);
    }

    private static Map<String, @Nullable Object> context(
            Job job, Map<String, @Nullable Object> response, @Nullable Map<String, @Nullable Object> error) {
        Map<String, @Nullable Object> context = new HashMap<>(response);
        context.put("response", response);
        context.put("error", error);
        context.put("job", Map.of("retries", job.tries()));
        return context;
    }
}
