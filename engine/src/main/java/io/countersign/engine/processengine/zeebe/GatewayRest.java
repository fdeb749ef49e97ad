package io.countersign.engine.processengine.zeebe;

import io.countersign.engine.processengine.CorrelatedMessage;
import io.countersign.engine.processengine.Done;
import io.countersign.engine.processengine.EngineAnswer;
import io.countersign.engine.processengine.EngineFailure;
import io.countersign.engine.processengine.EngineMessage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** What the gateway can do over REST only. */
class GatewayRest {

    private final ZeebeSettings settings;
    private final GatewayVersion version;
    private final JsonMapper json;
    private final HttpClient http;

    GatewayRest(ZeebeSettings settings, GatewayVersion version, JsonMapper json) {
        this.settings = settings;
        this.version = version;
        this.json = json;
        var builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.requestTimeout())
                .executor(Executors.newVirtualThreadPerTaskExecutor());
        Optional.ofNullable(settings.caCertificate()).map(Trust::only).ifPresent(builder::sslContext);
        this.http = builder.build();
    }

    CompletionStage<EngineAnswer<Done>> completeUserTask(long userTaskKey, String variables) {
        var body = json.createObjectNode();
        body.put("action", "complete");
        body.putRawValue("variables", new RawValue(variables));
        return version.current()
                .thenCompose(v -> post(
                        "/%s/user-tasks/%d/completion".formatted(v.isAtLeast(8, 6) ? "v2" : "v1", userTaskKey),
                        body,
                        answer -> Done.DONE))
                .exceptionally(e -> EngineAnswer.failed(Failures.from(e)));
    }

    CompletionStage<EngineAnswer<CorrelatedMessage>> correlate(EngineMessage message) {
        var body = json.createObjectNode();
        body.put("name", message.name());
        body.put("correlationKey", message.correlationKey());
        body.putRawValue("variables", new RawValue(message.variables()));
        return version.current()
                .thenCompose(v -> v.isAtLeast(8, 6)
                        ? post("/v2/messages/correlation", body, this::correlated)
                        : unsupported("Correlating a message needs Zeebe 8.6 or later, this one is " + v.text()))
                .exceptionally(e -> EngineAnswer.failed(Failures.from(e)));
    }

    private CorrelatedMessage correlated(String body) {
        // 8.6 writes keys as numbers, later versions as strings
        var answer = json.readTree(body);
        return new CorrelatedMessage(
                answer.path("messageKey").asLong(),
                answer.path("processInstanceKey").asLong());
    }

    private static <T> CompletionStage<EngineAnswer<T>> unsupported(String message) {
        return CompletableFuture.completedStage(
                EngineAnswer.failed(EngineFailure.refused(EngineFailure.Kind.UNSUPPORTED, message)));
    }

    private <T> CompletionStage<EngineAnswer<T>> post(String path, ObjectNode body, Function<String, T> result) {
        var request = HttpRequest.newBuilder(uri(path))
                .timeout(settings.requestTimeout())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(json.writeValueAsString(body)))
                .build();
        return http.sendAsync(request, BodyHandlers.ofString()).thenApply(response -> answer(response, result));
    }

    private <T> EngineAnswer<T> answer(HttpResponse<String> response, Function<String, T> result) {
        return response.statusCode() / 100 == 2
                ? EngineAnswer.ok(result.apply(response.body()))
                : EngineAnswer.failed(Failures.fromHttp(response.statusCode(), detail(response)));
    }

    private String detail(HttpResponse<String> response) {
        return Optional.ofNullable(problemDetail(response.body())).orElse("HTTP " + response.statusCode());
    }

    private @Nullable String problemDetail(String body) {
        try {
            return json.readTree(body).path("detail").asStringOpt().orElse(null);
        } catch (JacksonException e) {
            // a proxy's page, not the gateway's words
            return null;
        }
    }

    private URI uri(String path) {
        var base = settings.restAddress().toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }
}
