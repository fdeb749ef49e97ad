package io.countersign.workers.operations;

import io.countersign.processes.WorkerVariables;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The call that a model wants made.
 *
 * @param timeout ISO 8601, shorter than the target's own
 * @param result name of the variable that gets the answer
 * @param errors from status to the error code that a boundary event catches
 */
record Operation(
        @Nullable String target,
        @Nullable String method,
        @Nullable String path,
        Map<String, String> headers,
        @Nullable JsonNode body,
        @Nullable String timeout,
        String result,
        Map<String, String> errors) {

    Operation {
        headers = headers == null ? Map.of() : headers;
        errors = errors == null ? Map.of() : errors;
        result = result == null || result.isBlank() ? WorkerVariables.RESPONSE : result;
    }
}
