package io.countersign.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The product as its user starts it: {@code ./countersign up}. */
final class CountersignPlatform implements Platform {

    private final Process process;
    private final URI grpcAddress;
    private final URI httpAddress;
    private final String postgres;
    private final Path data;

    /** @param settings environment variables, as Spring Boot reads them */
    CountersignPlatform(Path home, Path data, int port, Map<String, String> settings) throws IOException {
        this.data = data;
        var builder = new ProcessBuilder(List.of(
                        home.resolve("countersign").toString(),
                        "up",
                        "--port",
                        Integer.toString(port),
                        "--data",
                        data.toString()))
                .redirectErrorStream(true);
        builder.environment().putAll(settings);
        process = builder.start();
        var printed = new LinkedHashMap<String, String>();
        var reader = process.inputReader();
        String line;
        while (!printed.containsKey("Ready") && (line = reader.readLine()) != null) {
            var colon = line.indexOf(": ");
            if (colon > 0) {
                printed.put(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 2).strip());
            }
        }
        if (!printed.containsKey("Ready")) {
            throw new IOException("countersign up ended before it was ready: " + printed);
        }
        grpcAddress = URI.create("http://" + printed.get("Zeebe gRPC"));
        httpAddress = URI.create(printed.get("Ready"));
        postgres = String.valueOf(printed.get("PostgreSQL"));
        Thread.ofVirtual().start(() -> readOn(reader));
    }

    String jdbcUrl() {
        return "jdbc:postgresql://" + postgres;
    }

    String superuserPassword() throws IOException {
        return Files.readString(data.resolve("postgres/superuser.password")).strip();
    }

    /** A pipe that nobody reads would stop the product. */
    private static void readOn(BufferedReader reader) {
        try {
            reader.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            // it has ended
        }
    }

    @Override
    public URI grpcAddress() {
        return grpcAddress;
    }

    @Override
    public URI httpAddress() {
        return httpAddress;
    }

    @Override
    public Map<String, Long> pids() {
        var pids = new LinkedHashMap<String, Long>();
        pids.put("engine and workers", process.pid());
        process.children().forEach(child -> {
            var command = child.info().command().orElse("");
            pids.put(command.contains("postgres") ? "PostgreSQL" : "Zeebe", child.pid());
        });
        return pids;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
