package io.countersign.workers.operations;

import io.countersign.processes.WorkerVariables;
import io.countersign.workers.expressions.MapResult;
import io.countersign.workers.expressions.Mapping;
import io.countersign.workers.expressions.UnfitModel;
import io.countersign.workers.jobs.Job;
import io.countersign.workers.jobs.JobResult;
import io.countersign.workers.jobs.JobResult.BusinessError;
import io.countersign.workers.jobs.JobResult.GiveUp;
import io.countersign.workers.jobs.JobResult.RetryLater;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** Decides what an answer means for the job. */
@Component
class ReadAnswer {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<Integer> LATER = Set.of(408, 409, 425, 429);
    private static final int LONGEST_REASON = 500;

    private final MapResult mapResult;
    private final Clock clock;

    ReadAnswer(MapResult mapResult, Clock clock) {
        this.mapResult = mapResult;
        this.clock = clock;
    }

    /** @param answer without secrets */
    JobResult of(Job job, Operation operation, Answer answer, Mapping mapping) {
        @Nullable JsonNode body = body(answer);
        Map<String, @Nullable Object> response = response(answer, body);
        try {
            Optional<JobResult> said = mapResult.error(job, mapping, response, error(answer, body));
            if (said.isPresent()) {
                return said.get();
            }
            String code = operation.errors().get(String.valueOf(answer.status()));
            if (code != null) {
                return businessError(code, answer, body);
            }
            return answer.status() >= 200 && answer.status() < 300
                    ? mapResult.completed(job, mapping, response)
                    : failed(operation, answer, body, mapping);
        } catch (UnfitModel e) {
            return new GiveUp(e.getMessage() + ", then retry.");
        }
    }

    /** For a call that was not answered in time: a model may take that for an error of its own. */
    Optional<JobResult> ofSilence(Job job, String message, Mapping mapping) {
        Map<String, @Nullable Object> error = new HashMap<>();
        error.put("code", "408");
        error.put("message", message);
        try {
            return mapResult.error(job, mapping, Map.of(), error);
        } catch (UnfitModel e) {
            return Optional.of(new GiveUp(e.getMessage() + ", then retry."));
        }
    }

    private JobResult failed(Operation operation, Answer answer, @Nullable JsonNode body, Mapping mapping) {
        String said = operation.target() + " answered " + answer.status() + reason(body);
        if (LATER.contains(answer.status()) || answer.status() >= 500) {
            var asked = RetryAfter.of(answer.headers().get("retry-after"), clock.instant());
            return new RetryLater(said + ".", asked == null ? mapping.again() : asked, true);
        }
        if (answer.status() >= 300 && answer.status() < 400) {
            return new GiveUp(said + ". It is not followed: correct the address of the target or the path, or allow"
                    + " redirects for the target, then retry.");
        }
        return new GiveUp(
                said + ". Correct the request in the model, the variables it uses, or the target's credentials,"
                        + " then retry; or map " + answer.status() + " to an error code that the model catches.");
    }

    private static @Nullable Map<String, @Nullable Object> error(Answer answer, @Nullable JsonNode body) {
        if (answer.status() < 400) {
            return null;
        }
        String reason = reasonOf(body);
        Map<String, @Nullable Object> error = new HashMap<>();
        error.put("code", String.valueOf(answer.status()));
        error.put("message", reason == null ? "answered " + answer.status() : reason);
        error.put("variables", Map.of("response", response(answer, body)));
        return error;
    }

    private static JobResult businessError(String code, Answer answer, @Nullable JsonNode body) {
        String message = reasonOf(body);
        Map<String, @Nullable Object> error = new HashMap<>();
        error.put("code", code);
        error.put("status", answer.status());
        error.put("message", message);
        error.put("body", plain(body));
        return new BusinessError(
                code,
                message == null ? "answered " + answer.status() : message,
                Map.of(WorkerVariables.OPERATION_ERROR, error));
    }

    private static Map<String, @Nullable Object> response(Answer answer, @Nullable JsonNode body) {
        Map<String, @Nullable Object> variable = new HashMap<>();
        variable.put("status", answer.status());
        variable.put("body", plain(body));
        variable.put("headers", answer.headers());
        variable.put("location", answer.headers().get("location"));
        return variable;
    }

    private static @Nullable Object plain(@Nullable JsonNode body) {
        return body == null ? null : JSON.treeToValue(body, Object.class);
    }

    private static @Nullable JsonNode body(Answer answer) {
        if (answer.body().isBlank()) {
            return null;
        }
        if (answer.contentType().contains("json")) {
            try {
                return JSON.readTree(answer.body());
            } catch (JacksonException e) {
                // said JSON and isn't: the text is more use than nothing
                return StringNode.valueOf(answer.body());
            }
        }
        return StringNode.valueOf(answer.body());
    }

    private static String reason(@Nullable JsonNode body) {
        String reason = reasonOf(body);
        return reason == null ? "" : ": " + reason;
    }

    private static @Nullable String reasonOf(@Nullable JsonNode body) {
        if (body == null) {
            return null;
        }
        String reason = body.isString()
                ? body.stringValue()
                : Stream.of("detail", "message", "error", "title")
                        .map(body::path)
                        .filter(JsonNode::isString)
                        .map(JsonNode::stringValue)
                        .findFirst()
                        .orElse(null);
        return reason == null || reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
    }
}
