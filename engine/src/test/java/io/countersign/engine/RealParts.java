package io.countersign.engine;

import io.camunda.client.CamundaClient;
import io.countersign.embedded.Distributions;
import io.countersign.embedded.PostgresServer;
import io.countersign.embedded.PostgresSettings;
import io.countersign.embedded.Progress;
import io.countersign.embedded.ZeebeBroker;
import io.countersign.embedded.ZeebeExporter;
import io.countersign.embedded.ZeebeSettings;
import io.countersign.store.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A real PostgreSQL and a real broker with our exporter, one of each per test run. They end with the JVM. Tests share them,
 * so they use unique ids and never count everything. Kill tests bring their own: {@link #start}.
 */
public final class RealParts {

    public static final String APP_ROLE = "app";
    public static final String SECRET = "secret";

    private static final String DATABASE = "countersign";
    private static final String EXPORTER_ROLE = "exporter";
    private static final Distributions DISTRIBUTIONS = Distributions.fetched(Progress.silent());

    private final PostgresServer postgres;
    private final ZeebeBroker broker;

    private RealParts(PostgresServer postgres, ZeebeBroker broker) {
        this.postgres = postgres;
        this.broker = broker;
    }

    public static RealParts shared() {
        return Shared.PARTS;
    }

    /** The shared PostgreSQL alone, for tests that need no broker. */
    public static PostgresServer sharedPostgres() {
        return SharedPostgres.POSTGRES;
    }

    /** Starts parts of one's own, which the caller stops. */
    public static RealParts start(Path folder, String zeebeVersion) {
        return start(postgresIn(folder.resolve("postgres")), folder, zeebeVersion);
    }

    private static PostgresServer postgresIn(Path folder) {
        return PostgresServer.start(
                PostgresSettings.in(DISTRIBUTIONS, folder)
                        .withParameters(Map.of("max_connections", "200", "shared_buffers", "64MB")),
                Progress.silent());
    }

    static void migrate(PostgresServer postgres, String name) {
        postgres.createDatabase(name);
        Migrations.run(new DriverManagerDataSource(
                postgres.jdbcUrl(name), postgres.superuser(), postgres.superuserPassword()));
        postgres.createLoginRole(APP_ROLE, SECRET, "countersign_app");
        postgres.createLoginRole(EXPORTER_ROLE, SECRET, "countersign_exporter");
    }

    private static RealParts start(PostgresServer postgres, Path folder, String zeebeVersion) {
        migrate(postgres, DATABASE);
        var exporter = new ZeebeExporter(
                "countersign",
                Path.of(System.getProperty("countersign.exporter.jar")),
                "io.countersign.exporter.CountersignExporter",
                Map.of("url", postgres.jdbcUrl(DATABASE), "user", EXPORTER_ROLE, "password", SECRET));
        var settings = ZeebeSettings.in(DISTRIBUTIONS, folder.resolve("zeebe"))
                .withVersion(zeebeVersion)
                .withPartitions(2)
                .withHeapMegabytes(384)
                .withExporters(exporter);
        return new RealParts(postgres, ZeebeBroker.start(settings, Progress.silent()));
    }

    public PostgresServer postgres() {
        return postgres;
    }

    public ZeebeBroker broker() {
        return broker;
    }

    public String jdbcUrl() {
        return postgres.jdbcUrl(DATABASE);
    }

    /** Somebody else's client, straight at the broker. */
    public CamundaClient newClient() {
        return CamundaClient.newClientBuilder()
                .grpcAddress(broker.grpcAddress())
                .restAddress(broker.restAddress())
                .preferRestOverGrpc(false)
                // the machine may be busy
                .defaultRequestTimeout(Duration.ofMinutes(1))
                .build();
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory(Path.of("target"), "parts").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class SharedPostgres {
        static final Path FOLDER = temporaryFolder();
        static final PostgresServer POSTGRES = postgresIn(FOLDER.resolve("postgres"));
    }

    private static final class Shared {
        static final RealParts PARTS =
                start(SharedPostgres.POSTGRES, SharedPostgres.FOLDER, ZeebeSettings.DEFAULT_VERSION);
    }
}
