package io.countersign.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.embedded.Distributions;
import io.countersign.embedded.FreePorts;
import io.countersign.embedded.PostgresServer;
import io.countersign.embedded.PostgresSettings;
import io.countersign.embedded.Progress;
import io.countersign.embedded.ZeebeBroker;
import io.countersign.embedded.ZeebeSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The real program as `./countersign up` starts it, in a process of its own. */
final class CountersignProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final int port;
    private final Path data;
    private final Path output;
    private final Process process;

    private CountersignProcess(int port, Path data, Path output, Process process) {
        this.port = port;
        this.data = data;
        this.output = output;
        this.process = process;
    }

    /** On ports that nobody else uses, so that tests may run beside an `up` of somebody's own. */
    static CountersignProcess start(Path data, String... more) throws IOException {
        var ports = FreePorts.some(3);
        var arguments = new ArrayList<>(
                List.of("--postgres-port", text(ports.get(1)), "--zeebe-grpc-port", text(ports.get(2))));
        arguments.addAll(List.of(more));
        return start(ports.get(0), data, arguments);
    }

    static CountersignProcess start(int port, Path data, List<String> more) throws IOException {
        var arguments = new ArrayList<>(List.of("up", "--port", text(port), "--data", data.toString()));
        arguments.addAll(more);
        return run(port, data, arguments);
    }

    /** On the same port and the same data as another one, which has ended. */
    static CountersignProcess startAgain(CountersignProcess ended) throws IOException {
        return start(ended.port, ended.data, List.of());
    }

    static CountersignProcess rebuild(Path data) throws IOException {
        return run(0, data, List.of("rebuild", "--data", data.toString()));
    }

    private static CountersignProcess run(int port, Path data, List<String> arguments) throws IOException {
        var target = Path.of("target").toAbsolutePath();
        var command = new ArrayList<>(List.of(
                // what a shell starts in the background is deaf to Ctrl-C, and so is everything below it
                "/usr/bin/env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of("jvm.options").toAbsolutePath(),
                "-XX:SharedArchiveFile=" + target.resolve("up.jsa"),
                "-Dcountersign.dist=" + System.getProperty("countersign.dist"),
                "-Dcountersign.exporter=" + target.resolve("exporter/countersign-exporter.jar"),
                "-jar",
                target.resolve("countersign-standalone.jar").toString()));
        command.addAll(arguments);
        var output = Files.createTempFile(Files.createDirectories(target.resolve("up-output")), "up", ".txt");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new CountersignProcess(port, data, output, process);
    }

    CountersignProcess awaitReady() {
        Awaitility.await().atMost(PATIENCE).until(() -> !process.isAlive() || line("Ready: ") != null);
        assertThat(lines()).last().isEqualTo("Ready: http://localhost:" + port);
        return this;
    }

    void awaitLine(String part) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(lines()).anyMatch(line -> line.contains(part)));
    }

    /** What comes after the beginning of a line. */
    String after(String beginning) {
        var line = line(beginning);
        assertThat(line).as("a line with " + beginning).isNotNull();
        return line == null ? "" : line.substring(beginning.length());
    }

    private @Nullable String line(String beginning) {
        return lines().stream()
                .filter(line -> line.startsWith(beginning))
                .findFirst()
                .orElse(null);
    }

    List<String> lines() {
        try {
            return Files.readAllLines(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    Path data() {
        return data;
    }

    URI address(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    String body(String path) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(address(path)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    int status(String path, String... headers) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(address(path));
            if (headers.length > 0) {
                request.headers(headers);
            }
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    ProcessHandle postgres() throws IOException {
        return child("postgres/postgres.pid");
    }

    ProcessHandle zeebe() throws IOException {
        return child("zeebe/zeebe.pid");
    }

    private ProcessHandle child(String pidFile) throws IOException {
        var pid = Long.parseLong(Files.readAllLines(data.resolve(pidFile)).getFirst());
        return ProcessHandle.of(pid).orElseThrow();
    }

    /** As Ctrl-C does. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("/bin/sh", "-c", "kill -INT " + process.pid())
                .start()
                .waitFor();
    }

    void terminate() {
        process.destroy();
    }

    /** `kill -9`: its children stay behind. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Ends what a killed one has left running; nothing where it was not killed. */
    void endOrphans() {
        var distributions = Distributions.fetched(Progress.silent());
        ZeebeBroker.endOrphan(ZeebeSettings.in(distributions, data.resolve("zeebe")));
        PostgresServer.endOrphan(PostgresSettings.in(distributions, data.resolve("postgres")));
    }

    int awaitExit() {
        Awaitility.await().atMost(PATIENCE).until(() -> !process.isAlive());
        return process.exitValue();
    }

    private static String text(int port) {
        return Integer.toString(port);
    }

    @Override
    public void close() {
        process.destroy();
        awaitExit();
    }
}
