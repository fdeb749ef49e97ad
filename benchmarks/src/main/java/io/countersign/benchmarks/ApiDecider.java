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
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** A person who looks at the inbox all the time and approves every task as soon as the API shows it. */
final class ApiDecider implements AutoCloseable {

    private static final int IN_FLIGHT = 64;

    private final ObjectMapper json = JsonMapper.builder().build();
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .build();
    private final URI server;
    private final Duration pause;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Semaphore permits = new Semaphore(IN_FLIGHT);
    private final LongAdder failed = new LongAdder();
    private final LongAdder looks = new LongAdder();
    private final Histogram visibleMillis = new Histogram(3);
    private final Thread thread;
    private volatile boolean closed;

    /** @param pause how long to wait after a look at the inbox before the next one */
    ApiDecider(URI server, String username, String password, Duration pause) {
        this.server = server;
        this.pause = pause;
        signIn(username, password);
        this.thread = Thread.ofPlatform().name("decider").start(this::lookAndDecide);
    }

    private void signIn(String username, String password) {
        // the first answer brings the CSRF cookie that the sign-in has to send back
        send(HttpRequest.newBuilder(server.resolve("/api/v1/me")).build());
        var answer = send(request("/api/v1/session")
                .POST(BodyPublishers.ofString(
                        json.writeValueAsString(Map.of("username", username, "password", password))))
                .build());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(
                    "can't sign in as " + username + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    private void lookAndDecide() {
        while (!closed) {
            looks.increment();
            var answer = send(request("/api/v1/tasks?state=OPEN&view=groups&limit=200")
                    .GET()
                    .build());
            var seenAt = System.currentTimeMillis();
            if (answer.statusCode() != 200) {
                failed.increment();
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                continue;
            }
            for (JsonNode task : json.readTree(answer.body()).path("items")) {
                var key = task.path("taskKey").asString();
                if (Models.W3.equals(task.path("processId").asString()) && seen.add(key)) {
                    var createdAt =
                            Instant.parse(task.path("createdAt").asString()).toEpochMilli();
                    visibleMillis.recordValue(Math.max(0, seenAt - createdAt));
                    decide(key);
                }
            }
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    private void decide(String taskKey) {
        permits.acquireUninterruptibly();
        var request = request("/api/v1/tasks/" + taskKey + "/decision")
                .POST(BodyPublishers.ofString("{\"outcome\":\"approved\"}"))
                .build();
        var unused = http.sendAsync(request, BodyHandlers.ofString()).whenComplete((answer, failure) -> {
            permits.release();
            if (failure != null || answer.statusCode() != 200) {
                failed.increment();
                seen.remove(taskKey); // try again at the next look
            }
        });
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

    long failed() {
        return failed.sum();
    }

    long looks() {
        return looks.sum();
    }

    /** Milliseconds from a task's creation at the broker to the answer that showed it. Read after {@link #close()}. */
    Histogram visibleMillis() {
        return visibleMillis;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        http.close();
    }
}
