package io.countersign.workers.operations;

import io.countersign.processes.WorkerVariables;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The call that a model wants made.
 *
 * @param query parameters; a list stands for several of one name
 * @param bodyType json, form, multipart or text
 * @param auth how the call proves who it is, where that is the model's to say; its secrets are references
 * @param timeout ISO 8601, shorter than the target's own
 * @param result name of the variable that gets the answer
 * @param errors from status to the error code that a boundary event catches
 */
record Operation(
        @Nullable String target,
        @Nullable String method,
        @Nullable String path,
        Map<String, @Nullable JsonNode> query,
        Map<String, @Nullable String> headers,
        @Nullable JsonNode body,
        @Nullable String bodyType,
        @Nullable Auth auth,
        @Nullable String timeout,
        String result,
        Map<String, String> errors) {

    /**
     * @param type none, basic, bearer, api-key or oauth2
     * @param in header or query, for an API key
     * @param clientAuthentication how an OAuth2 client says who it is: header or body
     */
    record Auth(
            @Nullable String type,
            @Nullable String username,
            @Nullable String secret,
            @Nullable String name,
            @Nullable String in,
            @Nullable String tokenUrl,
            @Nullable String clientId,
            @Nullable String scope,
            @Nullable String audience,
            @Nullable String clientAuthentication) {}

    Operation {
        query = query == null ? Map.of() : query;
        headers = headers == null ? Map.of() : headers;
        errors = errors == null ? Map.of() : errors;
        result = result == null || result.isBlank() ? WorkerVariables.RESPONSE : result;
    }
}
