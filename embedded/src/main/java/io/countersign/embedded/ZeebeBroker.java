package io.countersign.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** A real Zeebe broker with its gateway as our child, on loopback. */
public final class ZeebeBroker implements RunningPart {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern LED_PARTITION = Pattern.compile("\"role\":\"leader\",\"health\":\"healthy\"");

    private final ZeebeSettings settings;
    private final ChildProcess child;

    private ZeebeBroker(ZeebeSettings settings, ChildProcess child) {
        this.settings = settings;
        this.child = child;
    }

    /** Ends what an earlier, killed run has left running in the folder; a start does so by itself. */
    public static void endOrphan(ZeebeSettings settings) {
        try {
            ChildProcess.endOrphan(new ZeebeFolder(settings.folder()).pidFile(), Signal.TERM);
        } catch (IOException e) {
            throw new EmbeddedException("The orphaned Zeebe can't be ended: " + e.getMessage(), e);
        }
    }

    /** Returns once every partition takes commands. Ends an orphan that an earlier, killed run has left in the folder. */
    public static ZeebeBroker start(ZeebeSettings settings, Progress progress) {
        var home = settings.distributions().zeebe(settings.version());
        var folder = new ZeebeFolder(settings.folder());
        try {
            endOrphan(settings);
            folder.prepare(settings.version());
            settings.ports().all().forEach(port -> FreePorts.check("Zeebe", port));
            progress.report("Starting Zeebe " + settings.version() + " on port "
                    + settings.ports().gateway());
            var spec = new ChildProcess.Spec(
                    "Zeebe", folder.output(), folder.pidFile(), Signal.TERM, settings.endWithJvm());
            var builder = new ZeebeCommand(settings, home).builder(folder.loggingConfiguration());
            var broker = new ZeebeBroker(settings, ChildProcess.start(spec, builder));
            broker.awaitReady();
            return broker;
        } catch (IOException e) {
            throw new EmbeddedException("Zeebe can't be started: " + e.getMessage(), e);
        }
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(1))
                .build()) {
            while (System.nanoTime() < deadline) {
                if (!child.isAlive()) {
                    throw child.diedWhileStarting();
                }
                if (isReady(http)) {
                    return;
                }
                Pause.briefly();
            }
        }
        child.kill();
        throw new EmbeddedException("Zeebe is not ready after " + PATIENCE.toSeconds() + " s: " + child.lastWords()
                + " (see " + settings.folder().resolve("logs") + ")");
    }

    /** The broker says so itself, its gateway knows a healthy leader of each partition, and gRPC is open. */
    private boolean isReady(HttpClient http) {
        try {
            return get(http, monitoringAddress().resolve("/actuator/health")).statusCode() == 200
                    && ledPartitions(http) >= settings.partitions()
                    && grpcIsOpen();
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("Interrupted while waiting for Zeebe", e);
        }
    }

    private long ledPartitions(HttpClient http) throws IOException, InterruptedException {
        var topology = get(http, restAddress().resolve("/v1/topology"));
        return LED_PARTITION.matcher(topology.body()).results().count();
    }

    private static HttpResponse<String> get(HttpClient http, URI uri) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private boolean grpcIsOpen() throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), settings.ports().gateway())) {
            return socket.isConnected();
        }
    }

    /** Start with them again to get the same broker back. */
    public ZeebeSettings settings() {
        return settings;
    }

    public URI grpcAddress() {
        return settings.grpcAddress();
    }

    public URI restAddress() {
        return settings.restAddress();
    }

    /** Health and metrics are below `/actuator`. */
    public URI monitoringAddress() {
        return settings.monitoringAddress();
    }

    @Override
    public long pid() {
        return child.pid();
    }

    @Override
    public CompletableFuture<Integer> onExit() {
        return child.onExit();
    }

    @Override
    public void stop() {
        child.stop(Duration.ofSeconds(30));
    }

    @Override
    public void kill() {
        child.kill();
    }
}
