package io.countersign.exporter;

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
import java.util.Map;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/** A real PostgreSQL shared by all tests of the run, databases in it, and brokers with our jar. */
final class RealParts {

    static final String EXPORTER_ROLE = "exporter";
    static final String SECRET = "secret";

    private static final Distributions DISTRIBUTIONS = Distributions.fetched(Progress.silent());

    private RealParts() {}

    static PostgresServer sharedPostgres() {
        return Shared.POSTGRES;
    }

    static PostgresServer postgresIn(Path folder) {
        return PostgresServer.start(postgresSettings(folder), Progress.silent());
    }

    static PostgresSettings postgresSettings(Path folder) {
        return PostgresSettings.in(DISTRIBUTIONS, folder);
    }

    /** A new, migrated database. */
    static LogDatabase newDatabase(PostgresServer postgres) {
        var name = "log_" + UUID.randomUUID().toString().replace('-', '_');
        return migrated(postgres, name);
    }

    static LogDatabase migrated(PostgresServer postgres, String name) {
        postgres.createDatabase(name);
        var owner = new PGSimpleDataSource();
        owner.setUrl(postgres.jdbcUrl(name));
        owner.setUser(postgres.superuser());
        owner.setPassword(postgres.superuserPassword());
        Migrations.run(owner);
        postgres.createLoginRole(EXPORTER_ROLE, SECRET, "countersign_exporter");
        return new LogDatabase(postgres, name);
    }

    /** The same data on the same port again. */
    static PostgresServer restart(PostgresServer postgres) {
        return PostgresServer.start(postgres.settings(), Progress.silent());
    }

    static ZeebeSettings broker(Path folder, String version, LogDatabase database, String bufferRecords) {
        var exporter = new ZeebeExporter(
                "countersign",
                Path.of(System.getProperty("countersign.exporter.jar")),
                CountersignExporter.class.getName(),
                Map.of(
                        "url",
                        database.url(),
                        "user",
                        EXPORTER_ROLE,
                        "password",
                        SECRET,
                        "bufferRecords",
                        bufferRecords));
        return ZeebeSettings.in(DISTRIBUTIONS, folder)
                .withVersion(version)
                .withHeapMegabytes(384)
                .withExporters(exporter);
    }

    static ZeebeBroker start(ZeebeSettings settings) {
        return ZeebeBroker.start(settings, Progress.silent());
    }

    static CamundaClient clientOf(ZeebeBroker broker) {
        return CamundaClient.newClientBuilder()
                .grpcAddress(broker.grpcAddress())
                .restAddress(broker.restAddress())
                .preferRestOverGrpc(false)
                .build();
    }

    private static final class Shared {
        static final PostgresServer POSTGRES = postgresIn(temporaryFolder());

        private static Path temporaryFolder() {
            try {
                return Files.createTempDirectory(Path.of("target"), "postgres").toAbsolutePath();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
