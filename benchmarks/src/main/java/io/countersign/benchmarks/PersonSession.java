package io.countersign.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who is signed in, as a browser is. */
final class PersonSession implements AutoCloseable {

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .build();
    private final URI server;

    PersonSession(URI server, String username, String password) {
        this.server = server;
        // the first answer brings the CSRF cookie that the sign-in has to send back
        send(request("/api/v1/me").build());
        var answer = send(request("/api/v1/session")
                .POST(BodyPublishers.ofString(
                        JsonMapper.shared().writeValueAsString(Map.of("username", username, "password", password))))
                .build());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(
                    "can't sign in as " + username + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    HttpResponse<String> get(String path) {
        return send(request(path).build());
    }

    CompletableFuture<HttpResponse<String>> getAsync(String path, Map<String, String> headers) {
        var request = request(path);
        headers.forEach(request::header);
        return http.sendAsync(request.build(), BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> postAsync(String path, String body) {
        return http.sendAsync(request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        var builder = HttpRequest.newBuilder(server.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json");
        cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> "XSRF-TOKEN".equals(cookie.getName()))
                .forEach(cookie -> builder.header("X-XSRF-TOKEN", cookie.getValue()));
        return builder;
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
