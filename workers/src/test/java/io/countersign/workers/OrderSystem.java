package io.countersign.workers;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Another system, on this machine, that answers as a test wants it to. */
public final class OrderSystem implements AutoCloseable {

    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<Request, Headers> headers = Collections.synchronizedMap(new IdentityHashMap<>());
    private final List<Rule> rules = new CopyOnWriteArrayList<>();

    public record Request(
            String method,
            String path,
            @Nullable String idempotencyKey,
            @Nullable String authorization,
            String body) {}

    public record Answer(
            int status,
            String contentType,
            String body,
            @Nullable String retryAfter,
            @Nullable String location) {
        public static Answer json(int status, String body) {
            return new Answer(status, "application/json", body, null, null);
        }
    }

    private record Rule(String marker, Function<Request, Answer> answer) {}

    public OrderSystem() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Requests whose path or body has the marker are answered like this. */
    public void answer(String marker, Function<Request, Answer> answer) {
        rules.add(new Rule(marker, answer));
    }

    public List<Request> requests(String marker) {
        return requests.stream().filter(request -> has(request, marker)).toList();
    }

    /** What requests with the marker had in a header; empty for none. */
    public List<String> header(String marker, String name) {
        return requests(marker).stream()
                .map(request -> Objects.requireNonNullElse(
                        Objects.requireNonNull(headers.get(request)).getFirst(name), ""))
                .toList();
    }

    private static boolean has(Request request, String marker) {
        return request.path().contains(marker) || request.body().contains(marker);
    }

    private void handle(HttpExchange exchange) throws IOException {
        Request request = new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                exchange.getRequestHeaders().getFirst("Authorization"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        headers.put(request, exchange.getRequestHeaders());
        requests.add(request);
        Answer answer = rules.stream()
                .filter(rule -> has(request, rule.marker()))
                .findFirst()
                .map(rule -> rule.answer().apply(request))
                .orElseGet(() -> Answer.json(201, "{\"orderNumber\":\"PO-" + request.idempotencyKey() + "\"}"));
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        if (answer.retryAfter() != null) {
            exchange.getResponseHeaders().set("Retry-After", answer.retryAfter());
        }
        if (answer.location() != null) {
            exchange.getResponseHeaders().set("Location", answer.location());
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        boolean bodiless = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : body.length);
        if (!bodiless) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
