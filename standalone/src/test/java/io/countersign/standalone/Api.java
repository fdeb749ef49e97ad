package io.countersign.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The product's API with its answers, refusals among them, in somebody's hands. */
final class Api {

    private final RestClient client;

    Api(RestClient client) {
        this.client = client;
    }

    /** What came back. */
    record Answer(int status, @Nullable MediaType type, JsonNode body) {

        /** The last part of the problem's type; what is no problem fails. */
        String problem() {
            assertThat(type).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
            assertThat(body.path("status").asInt()).isEqualTo(status);
            String uri = body.path("type").asString("");
            assertThat(uri).startsWith("urn:countersign:problem:");
            return uri.substring(uri.lastIndexOf(':') + 1);
        }
    }

    Answer get(String path) {
        return answer(client.get().uri(path));
    }

    Answer post(String path, Object body) {
        return send(HttpMethod.POST, path, body);
    }

    Answer put(String path, Object body) {
        return send(HttpMethod.PUT, path, body);
    }

    private Answer send(HttpMethod method, String path, Object body) {
        return answer(client.method(method)
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body));
    }

    Answer start(String processId, Map<String, Object> variables, String idempotencyKey) {
        return answer(client.post()
                .uri("/v2/process-instances")
                .header("Idempotency-Key", idempotencyKey)
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("processDefinitionId", processId, "variables", variables)));
    }

    /** One part that is named like the process. */
    Answer deploy(String processId, BpmnModelInstance model) {
        var parts = new LinkedMultiValueMap<String, Object>();
        parts.add("resources", new ByteArrayResource(Bpmn.convertToString(model).getBytes(StandardCharsets.UTF_8)) {
            @Override
            public String getFilename() {
                return processId + ".bpmn";
            }
        });
        return answer(client.post()
                .uri("/v2/deployments")
                .contentType(MediaType.MULTIPART_FORM_DATA)
                .body(parts));
    }

    private static Answer answer(RestClient.RequestHeadersSpec<?> request) {
        ResponseEntity<JsonNode> response = request.retrieve()
                .onStatus(HttpStatusCode::isError, (asked, refused) -> {})
                .toEntity(JsonNode.class);
        return new Answer(
                response.getStatusCode().value(),
                response.getHeaders().getContentType(),
                Objects.requireNonNullElse(response.getBody(), MissingNode.getInstance()));
    }
}
