package io.countersign.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A system that the product calls: quick, slow, or down for a while. */
final class OtherSystem implements AutoCloseable {

    private static final Duration QUICK = Duration.ofMillis(5);
    private static final Duration SLOW = Duration.ofSeconds(2);

    private final HttpServer server;
    private final Map<String, AtomicInteger> applied = new ConcurrentHashMap<>();
    private volatile boolean down;

    OtherSystem() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/quick", exchange -> answer(exchange, QUICK, 200));
        server.createContext("/slow", exchange -> answer(exchange, SLOW, 200));
        server.createContext("/shaky", this::shaky);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void down(boolean now) {
        down = now;
    }

    /** How many keys were applied, and the most often that one was. */
    int[] applied() {
        return new int[] {
            applied.size(),
            applied.values().stream().mapToInt(AtomicInteger::get).max().orElse(0)
        };
    }

    private void shaky(HttpExchange exchange) throws IOException {
        if (down) {
            answer(exchange, QUICK, 503);
            return;
        }
        applied.computeIfAbsent(exchange.getRequestHeaders().getFirst("Idempotency-Key"), key -> new AtomicInteger())
                .incrementAndGet();
        answer(exchange, QUICK, 200);
    }

    private static void answer(HttpExchange exchange, Duration after, int status) throws IOException {
        exchange.getRequestBody().readAllBytes();
        try {
            Thread.sleep(after);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        byte[] body = {'{', '}'};
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
