package io.countersign.workers.operations;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a model says that was drawn with Camunda's template for its REST connector. The names are the template's.
 *
 * @param url the whole address; it has to lie below a target
 * @param ignoreNullValues leaves out fields of the body that have none
 */
record HttpConnectorRequest(
        @Nullable JsonNode authentication,
        @Nullable String method,
        @Nullable String url,
        Map<String, @Nullable JsonNode> headers,
        Map<String, @Nullable JsonNode> queryParameters,
        @Nullable JsonNode body,
        @Nullable Integer connectionTimeoutInSeconds,
        @Nullable Integer readTimeoutInSeconds,
        @Nullable Integer writeTimeoutInSeconds,
        @Nullable Boolean ignoreNullValues) {

    private static final JsonMapper JSON = new JsonMapper();

    HttpConnectorRequest {
        headers = headers == null ? Map.of() : headers;
        queryParameters = queryParameters == null ? Map.of() : queryParameters;
    }

    /** @param target which the address lies below, with the path that is left */
    Operation operation(String target, String path) {
        Map<String, @Nullable String> texts = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> texts.put(name, value == null || value.isNull() ? null : Queries.text(value)));
        texts.values().removeIf(value -> value == null);
        String text = body == null || !body.isString() ? null : body.stringValue();
        if (text != null && holdsJson(text)) {
            texts.putIfAbsent("Content-Type", "application/json");
        }
        return new Operation(
                target,
                method,
                path,
                queryParameters,
                texts,
                body == null || !Boolean.TRUE.equals(ignoreNullValues) ? body : WithoutNulls.of(body),
                text == null ? null : "text",
                auth(),
                timeout(),
                "",
                Map.of());
    }

    /** Models that say nothing of its type mean JSON, and write it as a text that is sent as it is. */
    private static boolean holdsJson(String text) {
        try {
            return JSON.readTree(text).isContainer();
        } catch (JacksonException e) {
            // then it is some other text
            return false;
        }
    }

    /** Of zero, their own runtime waits for ever; we wait as long as the target is set. */
    private @Nullable String timeout() {
        int seconds = readTimeoutInSeconds == null ? 20 : readTimeoutInSeconds;
        return seconds <= 0 ? null : "PT" + seconds + "S";
    }

    private Operation.@Nullable Auth auth() {
        if (authentication == null || authentication.isNull()) {
            return null;
        }
        String type = text("type");
        return switch (type == null ? "noAuth" : type) {
            case "noAuth" -> null;
            case "basic" ->
                new Operation.Auth(
                        "basic", text("username"), text("password"), null, null, null, null, null, null, null);
            case "bearer" ->
                new Operation.Auth("bearer", null, text("token"), null, null, null, null, null, null, null);
            case "apiKey" ->
                new Operation.Auth(
                        "api-key",
                        null,
                        text("value"),
                        text("name"),
                        "query".equals(text("apiKeyLocation")) ? "query" : "header",
                        null,
                        null,
                        null,
                        null,
                        null);
            case "oauth-client-credentials-flow" ->
                new Operation.Auth(
                        "oauth2",
                        null,
                        text("clientSecret"),
                        null,
                        null,
                        text("oauthTokenEndpoint"),
                        text("clientId"),
                        text("scopes"),
                        text("audience"),
                        "credentialsBody".equals(text("clientAuthentication")) ? "body" : "header");
            // said as it is, so that it is refused by its name
            default -> new Operation.Auth(type, null, null, null, null, null, null, null, null, null);
        };
    }

    private @Nullable String text(String name) {
        JsonNode value = authentication == null ? null : authentication.get(name);
        return value == null || value.isNull() ? null : Queries.text(value);
    }
}
