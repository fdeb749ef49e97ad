package io.countersign.engine.instances;

import io.countersign.engine.commands.CommandStatus.Outcome;
import io.countersign.engine.instances.StartRequests.StartRequest;
import io.countersign.engine.web.Problem;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What is answered to a start request: the first time and, from what was kept, every other time. */
final class StartAnswers {

    private StartAnswers() {}

    static StartedInstance of(StartRequest request, JsonMapper json) {
        if (request.processInstanceKey() != null) {
            return started(request, request.processInstanceKey());
        }
        if (request.failure() == null) {
            throw stillUnknown(true);
        }
        var failure = json.readTree(request.failure());
        throw refused(
                Outcome.valueOf(failure.path("outcome").asString("FAILED")),
                failure.path("detail").asString(""));
    }

    static StartedInstance started(StartRequest request, long processInstanceKey) {
        return new StartedInstance(
                processInstanceKey,
                request.processDefinitionKey(),
                request.processId(),
                request.version(),
                request.tenantId(),
                request.businessKey());
    }

    /** What {@link #of} reads. */
    static String failure(@Nullable Outcome outcome, @Nullable String detail, JsonMapper json) {
        return json.writeValueAsString(Map.of(
                "outcome", Objects.requireNonNullElse(outcome, Outcome.FAILED).name(),
                "detail", Objects.requireNonNullElse(detail, "")));
    }

    static Problem refused(@Nullable Outcome outcome, @Nullable String detail) {
        return switch (Objects.requireNonNullElse(outcome, Outcome.FAILED)) {
            case NOT_FOUND ->
                Problem.notFound(
                        "unknown-process",
                        "There is no such process",
                        "The engine does not have this process any more. It said: " + detail);
            case OK, FAILED ->
                Problem.unavailable(
                        "start-failed",
                        "The engine failed",
                        "The start was given up; an operator finds it among the failed commands. The engine said: "
                                + detail);
            case INVALID_ARGUMENT, INVALID_STATE, CANCELED, COMPLETED_ELSEWHERE ->
                Problem.unprocessable(
                        "not-startable",
                        "The engine did not start it",
                        "The process can't be started like this. The engine said: " + detail);
        };
    }

    static Problem stillUnknown(boolean hasKey) {
        return Problem.unavailable(
                "start-accepted",
                "Accepted, not started yet",
                "The request is kept and may still start, or may have started already. "
                        + (hasKey
                                ? "Repeat it with the same Idempotency-Key to learn the instance."
                                : "Don't repeat it: look among your requests. With an Idempotency-Key a repeat is safe."));
    }
}
