package io.countersign.engine;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to the engine as a browser does, or as a system with a key. */
public final class Client {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI base;
    private final @Nullable String key;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    /** What came back. */
    public record Answer(int status, JsonNode body, HttpResponse<String> raw) {

        /** The last part of the problem's type. */
        public String problem() {
            var type = body.path("type").asString("");
            return type.substring(type.lastIndexOf(':') + 1);
        }

        /** Empty where there is none. */
        public String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }
    }

    private Client(URI base, @Nullable String key) {
        this.base = base;
        this.key = key;
    }

    public static Client browser(int port) {
        return new Client(URI.create("http://127.0.0.1:" + port), null);
    }

    public static Client system(int port, String key) {
        return new Client(URI.create("http://127.0.0.1:" + port), key);
    }

    public Answer signIn(String username, String password) {
        return post(
                "/api/v1/session",
                JSON.createObjectNode().put("username", username).put("password", password));
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, @Nullable Object body) {
        return send("POST", path, body);
    }

    public Answer put(String path, @Nullable Object body) {
        return send("PUT", path, body);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** @param body text as it is, or something to write as JSON */
    public Answer send(String method, String path, @Nullable Object body, String... headers) {
        var content = body == null
                ? BodyPublishers.noBody()
                : BodyPublishers.ofString(body instanceof String text ? text : JSON.writeValueAsString(body));
        var all = new ArrayList<>(List.of(headers));
        if (body != null && !all.contains("Content-Type")) {
            all.addAll(List.of("Content-Type", "application/json"));
        }
        csrfToken().ifPresent(token -> all.addAll(List.of("X-XSRF-TOKEN", token)));
        return exchange(method, path, content, all.toArray(String[]::new));
    }

    /** Without anything that is added by itself, cookies and key apart. */
    public Answer exchange(String method, String path, BodyPublisher body, String... headers) {
        try {
            var response = http.send(request(method, path, body, headers), BodyHandlers.ofString());
            return new Answer(response.statusCode(), json(response), response);
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** An answer that does not end. */
    public HttpResponse<InputStream> stream(String path) throws IOException, InterruptedException {
        return http.send(request("GET", path, BodyPublishers.noBody()), BodyHandlers.ofInputStream());
    }

    public Optional<String> csrfToken() {
        return cookie("XSRF-TOKEN").map(HttpCookie::getValue);
    }

    public Optional<HttpCookie> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .findFirst();
    }

    private HttpRequest request(String method, String path, BodyPublisher body, String... headers) {
        var request = HttpRequest.newBuilder(base.resolve(path)).method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        return request.build();
    }

    private static JsonNode json(HttpResponse<String> response) {
        var type = response.headers().firstValue("Content-Type").orElse("");
        return type.contains("json") && !response.body().isEmpty()
                ? JSON.readTree(response.body())
                : JSON.missingNode();
    }
}
