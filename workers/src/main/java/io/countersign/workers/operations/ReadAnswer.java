package io.countersign.workers.operations;

import io.countersign.processes.WorkerVariables;
import io.countersign.workers.jobs.JobResult;
import io.countersign.workers.jobs.JobResult.BusinessError;
import io.countersign.workers.jobs.JobResult.Completed;
import io.countersign.workers.jobs.JobResult.GiveUp;
import io.countersign.workers.jobs.JobResult.RetryLater;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
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

    private final Clock clock;

    ReadAnswer(Clock clock) {
        this.clock = clock;
    }

    /** @param answer without secrets */
    JobResult of(Answer answer, Operation operation) {
        @Nullable JsonNode body = body(answer);
        String code = operation.errors().get(String.valueOf(answer.status()));
        if (code != null) {
            return businessError(code, answer, body);
        }
        if (answer.status() >= 200 && answer.status() < 300) {
            return new Completed(Map.of(operation.result(), variable(answer, body)));
        }
        String said = operation.target() + " answered " + answer.status() + reason(body);
        if (LATER.contains(answer.status()) || answer.status() >= 500) {
            return new RetryLater(
                    said + ".", RetryAfter.of(answer.headers().get("retry-after"), clock.instant()), true);
        }
        if (answer.status() >= 300 && answer.status() < 400) {
            return new GiveUp(
                    said + ". Redirects aren't followed: correct the address of the target or the path, then retry.");
        }
        return new GiveUp(
                said + ". Correct the request in the model, the variables it uses, or the target's credentials,"
                        + " then retry; or map " + answer.status() + " to an error code that the model catches.");
    }

    private static JobResult businessError(String code, Answer answer, @Nullable JsonNode body) {
        String message = reasonOf(body);
        Map<String, Object> error = new HashMap<>();
        error.put("code", code);
        error.put("status", answer.status());
        error.put("message", message);
        error.put("body", body);
        return new BusinessError(
                code,
                message == null ? "answered " + answer.status() : message,
                Map.of(WorkerVariables.OPERATION_ERROR, error));
    }

    private static Map<String, Object> variable(Answer answer, @Nullable JsonNode body) {
        Map<String, Object> variable = new HashMap<>();
        variable.put("status", answer.status());
        variable.put("body", body);
        variable.put("location", answer.headers().get("location"));
        return variable;
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
