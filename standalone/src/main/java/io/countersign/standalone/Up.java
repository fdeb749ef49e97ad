package io.countersign.standalone;

import io.countersign.embedded.FreePorts;
import io.countersign.engine.identity.FirstAdmin;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts all parts, side by side where one does not need the other, and says when everything is ready. */
final class Up {

    private final int port;
    private final DataFolder data;
    private final PartsSettings settings;
    private final Console console;
    private final Closing closing = new Closing();
    private volatile boolean ready;

    Up(int port, DataFolder data, PartsSettings settings, Console console) {
        this.port = port;
        this.data = data;
        this.settings = settings;
        this.console = console;
    }

    /** Returns when it has been stopped. */
    void run() throws Exception {
        closing.add(data);
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        checkPort();
        var server = URI.create("http://localhost:" + port);
        var demo = settings instanceof PartsSettings.Embedded ? new Demo(data, server, closing) : null;

        var parts = startParts();
        var contexts = new Contexts(parts, data);
        console.report("Starting the engine");
        var engine = closing.add(contexts.startEngine(port, demo == null ? null : demo.backends()));
        awaitZeebe(parts);
        console.report("Starting the workers");
        closing.add(contexts.startWorkers(demo == null ? Map.of() : demo.workerSettings(parts)));
        var lines = demo == null ? firstAdministrator(engine, server) : demo.fill(engine, parts);

        console.line("PostgreSQL: " + hostAndPort(parts.jdbcUrl()));
        console.line("Zeebe gRPC: localhost:" + parts.zeebeGrpc().getPort());
        console.line("Zeebe REST: localhost:" + parts.zeebeRest().getPort());
        lines.forEach(console::line);
        console.line("Ready: " + server);
        ready = true;
        closing.awaitClosed();
    }

    private void checkPort() {
        if (!FreePorts.isFree(port)) {
            throw new CannotStartException(
                    "Port " + port + " is taken by another program: stop that program, or choose another with --port");
        }
    }

    private Parts startParts() {
        return switch (settings) {
            case PartsSettings.Embedded embedded -> new EmbeddedParts(embedded, data, closing, console).start();
            case PartsSettings.External external -> new ExternalParts(external, data, console).start();
        };
    }

    private void awaitZeebe(Parts parts) {
        if (!parts.zeebe().isDone()) {
            console.report("Waiting for Zeebe");
        }
        try {
            parts.zeebe().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static List<String> firstAdministrator(ConfigurableApplicationContext engine, URI server) {
        return engine.getBean(FirstAdmin.class)
                .newLink(server)
                .map(link -> List.of("Make the first administrator, once and within a day: " + link))
                .orElse(List.of());
    }

    private static String hostAndPort(String jdbcUrl) {
        var address = URI.create(jdbcUrl.substring("jdbc:".length()));
        var host = "127.0.0.1".equals(address.getHost()) ? "localhost" : address.getHost();
        return host + ":" + (address.getPort() == -1 ? 5432 : address.getPort()) + address.getPath();
    }

    private void stop() {
        if (ready) {
            console.line("Stopping");
        }
        closing.close();
        if (ready) {
            console.line("Stopped; the data are in " + data.root());
        }
    }
}
