package io.countersign.engine.tasks.web;

import io.countersign.engine.tasks.Answer;
import io.countersign.engine.tasks.Outcome;
import io.countersign.engine.web.Problem;
import io.countersign.engine.web.Problem.FieldError;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What people send to answer a task. */
final class AnswerBody {

    private AnswerBody() {}

    record Decision(
            @Nullable
            @Schema(
                    allowableValues = {"approved", "rejected"},
                    requiredMode = Schema.RequiredMode.REQUIRED)
            String outcome,

            @Nullable String comment,
            @Nullable @Schema(type = "object") JsonNode variables,

            @Nullable @Schema(description = "For whom a substitute decides; needed only where that could be several.")
            String onBehalfOf) {

        Answer toAnswer() {
            Outcome decided = switch (outcome == null ? "" : outcome) {
                case "approved" -> Outcome.APPROVED;
                case "rejected" -> Outcome.REJECTED;
                default ->
                    throw Problem.badRequest(
                            "invalid-request",
                            "The request does not fit",
                            "outcome has to be approved or rejected.",
                            new FieldError("outcome", "has to be approved or rejected"));
            };
            return new Answer(decided, comment, object(variables), onBehalfOf);
        }
    }

    record Completion(
            @Nullable @Schema(type = "object") JsonNode variables,

            @Nullable
            @Schema(description = "For whom a substitute completes it; needed only where that could be several.")
            String onBehalfOf) {

        static Answer toAnswer(@Nullable Completion body) {
            return new Answer(
                    Outcome.COMPLETED,
                    null,
                    object(body == null ? null : body.variables()),
                    body == null ? null : body.onBehalfOf());
        }
    }

    private static Map<String, @Nullable JsonNode> object(@Nullable JsonNode variables) {
        if (variables == null || variables.isNull()) {
            return Map.of();
        }
        if (!variables.isObject()) {
            throw Problem.unprocessable(
                    "answer-does-not-fit",
                    "The answer does not fit this task",
                    "variables has to be a JSON object: {\"name\": value, …}.",
                    new FieldError("variables", "has to be an object"));
        }
        var named = new LinkedHashMap<String, @Nullable JsonNode>();
        variables.properties().forEach(entry -> named.put(entry.getKey(), entry.getValue()));
        return named;
    }
}
