package io.countersign.standalone;

import io.countersign.embedded.Distributions;
import io.countersign.embedded.FreePorts;
import io.countersign.embedded.PostgresServer;
import io.countersign.embedded.PostgresSettings;
import io.countersign.embedded.ZeebeBroker;
import io.countersign.embedded.ZeebeExporter;
import io.countersign.embedded.ZeebePorts;
import io.countersign.embedded.ZeebeSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Starts PostgreSQL and Zeebe as our children and keeps them running. */
final class EmbeddedParts {

    private static final int USUAL_POSTGRES_PORT = 5432;
    private static final int USUAL_ZEEBE_PORT = 26500;

    private final PartsSettings.Embedded settings;
    private final DataFolder data;
    private final Closing closing;
    private final Console console;

    EmbeddedParts(PartsSettings.Embedded settings, DataFolder data, Closing closing, Console console) {
        this.settings = settings;
        this.data = data;
        this.closing = closing;
        this.console = console;
    }

    Parts start() {
        var distributions = Distributions.fetched(console);
        var exporterJar = exporterJar();
        var postgres = PostgresSettings.in(distributions, data.postgres()).withEndWithJvm(false);
        var zeebe = ZeebeSettings.in(distributions, data.zeebe())
                .withVersion(settings.zeebeVersion())
                .withEndWithJvm(false);
        // before ports are chosen, which an orphan of ours may still hold
        ZeebeBroker.endOrphan(zeebe);
        PostgresServer.endOrphan(postgres);
        var unpacked = CompletableFuture.runAsync(() -> distributions.zeebe(settings.zeebeVersion()));

        var database = startDatabase(postgres.withPort(chosen(settings.postgresPort(), USUAL_POSTGRES_PORT)));
        var broker = zeebe.withPorts(ZeebePorts.withGateway(chosen(settings.zeebeGrpcPort(), USUAL_ZEEBE_PORT)))
                .withExporters(exporter(exporterJar, database));
        var started = unpacked.thenRunAsync(() -> startBroker(broker));
        return new Parts(database.url(), database.app(), broker.grpcAddress(), broker.restAddress(), started);
    }

    private Database startDatabase(PostgresSettings postgres) {
        var server = closing.add(new Supervised<>(
                        "PostgreSQL",
                        () -> PostgresServer.start(postgres, console),
                        () -> PostgresServer.endOrphan(postgres),
                        console))
                .start();
        var database = new Database(server, data);
        database.prepare(console);
        return database;
    }

    private void startBroker(ZeebeSettings zeebe) {
        closing.add(new Supervised<>(
                        "Zeebe", () -> ZeebeBroker.start(zeebe, console), () -> ZeebeBroker.endOrphan(zeebe), console))
                .start();
        console.report("Zeebe is ready");
    }

    private ZeebeExporter exporter(Path jar, Database database) {
        return new ZeebeExporter(
                "countersign",
                jar,
                "io.countersign.exporter.CountersignExporter",
                Map.of(
                        "url", database.url(),
                        "user", database.exporter().user(),
                        "passwordFile", data.secret(database.exporter().user()).toString()));
    }

    private static Path exporterJar() {
        var jar = Path.of(System.getProperty("countersign.exporter", "countersign-exporter.jar"))
                .toAbsolutePath();
        if (!Files.exists(jar)) {
            throw new CannotStartException(
                    "The exporter " + jar + " is missing: start with ./countersign, which builds it");
        }
        return jar;
    }

    private static int chosen(int wanted, int usual) {
        if (wanted != 0) {
            return wanted;
        }
        return FreePorts.isFree(usual) ? usual : FreePorts.one();
    }
}
