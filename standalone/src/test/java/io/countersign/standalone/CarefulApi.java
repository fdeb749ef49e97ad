package io.countersign.standalone;

import java.io.IOException;
import java.util.function.Consumer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The product's API for a caller who is prepared for every answer, also a bad one or none. */
final class CarefulApi {

    private static final JsonMapper JSON = new JsonMapper();

    private final RestClient client;

    CarefulApi(RestClient client) {
        this.client = client;
    }

    Reply get(String path) {
        return exchange(client.get().uri(path));
    }

    Reply post(String path, Object body) {
        return post(path, body, headers -> {});
    }

    Reply post(String path, Object body, Consumer<HttpHeaders> headers) {
        return exchange(client.method(HttpMethod.POST)
                .uri(path)
                .headers(headers)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body));
    }

    /** The body of an answer that has to be good. */
    JsonNode read(String path) {
        return good(path, get(path));
    }

    /** The body of a search's answer, which has to be good. */
    JsonNode search(String path, Object body) {
        return good(path, post(path, body));
    }

    private static JsonNode good(String path, Reply reply) {
        if (!reply.isGood()) {
            throw new AssertionError(path + " was answered with " + reply);
        }
        return reply.body();
    }

    private static Reply exchange(RestClient.RequestHeadersSpec<?> request) {
        try {
            return request.exchangeForRequiredValue((sent, response) -> reply(response));
        } catch (ResourceAccessException nobodyThere) {
            return Reply.none();
        }
    }

    private static Reply reply(ClientHttpResponse response) throws IOException {
        var type = String.valueOf(response.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE));
        return new Reply(
                response.getStatusCode().value(),
                type,
                JSON.readTree(response.getBody().readAllBytes()));
    }
}
