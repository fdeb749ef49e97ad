package io.countersign.engine;

import io.countersign.embedded.Distributions;
import io.countersign.embedded.PostgresServer;
import io.countersign.embedded.PostgresSettings;
import io.countersign.embedded.Progress;
import io.countersign.store.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A migrated database of its own on the one real PostgreSQL of this JVM. */
public record TestDatabase(String url, String user, String password) {

    /** A new one. */
    public static TestDatabase create() {
        var server = Shared.SERVER;
        var name = "test_" + UUID.randomUUID().toString().replace("-", "");
        server.createDatabase(name);
        Migrations.run(
                new DriverManagerDataSource(server.jdbcUrl(name), server.superuser(), server.superuserPassword()));
        server.createLoginRole("countersign", "countersign", "countersign_app");
        return new TestDatabase(server.jdbcUrl(name), "countersign", "countersign");
    }

    /** As the engine's settings name it. */
    public Map<String, Object> settings() {
        return Map.of(
                "spring.datasource.url", url,
                "spring.datasource.username", user,
                "spring.datasource.password", password,
                "spring.flyway.enabled", "false");
    }

    /** Started when first asked for, stopped with the JVM. */
    private static final class Shared {

        private static final PostgresServer SERVER = start();

        private static PostgresServer start() {
            try {
                return PostgresServer.start(
                        PostgresSettings.in(
                                        Distributions.fetched(Progress.silent()),
                                        Files.createTempDirectory("countersign-engine-test"))
                                .withParameters(Map.of("max_connections", "200", "shared_buffers", "64MB")),
                        Progress.silent());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
