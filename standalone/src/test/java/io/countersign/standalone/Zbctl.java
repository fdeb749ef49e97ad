package io.countersign.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person at a terminal with Zeebe's command line client. */
final class Zbctl implements BrokerClient {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path program;
    private final String address;

    /** @param zeebe a distribution that still has it, which is one before 8.6 */
    Zbctl(Path zeebe, String address) {
        this.program = zeebe.resolve("bin/zbctl");
        this.address = address;
    }

    @Override
    public long start(String processId, Map<String, Object> variables) {
        return JSON.readTree(run("create", "instance", processId, "--variables", JSON.writeValueAsString(variables)))
                .path("processInstanceKey")
                .asLong();
    }

    @Override
    public CompletableFuture<JsonNode> startAndAwaitEnd(String processId, Map<String, Object> variables) {
        String json = JSON.writeValueAsString(variables);
        // not on the common pool: this waits for people, and the JDK's HTTP client needs a thread of that pool for its
        // answers
        return CompletableFuture.supplyAsync(
                () -> {
                    JsonNode ended =
                            JSON.readTree(run("create", "instance", processId, "--withResult", "--variables", json));
                    return JSON.readTree(ended.path("variables").stringValue());
                },
                Thread::startVirtualThread);
    }

    @Override
    public void cancel(long processInstanceKey) {
        run("cancel", "instance", Long.toString(processInstanceKey));
    }

    private String run(String... arguments) {
        var command = new ArrayList<>(List.of(program.toString(), "--insecure", "--address", address));
        command.addAll(List.of("--requestTimeout", "2m"));
        command.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        // nothing of it stays
    }
}
