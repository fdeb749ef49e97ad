package io.countersign.store.audit;

import io.countersign.embedded.Distributions;
import io.countersign.embedded.PostgresServer;
import io.countersign.embedded.PostgresSettings;
import io.countersign.embedded.Progress;
import io.countersign.store.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A migrated database on a real server, one per run; the server ends with the JVM. */
final class TestDatabase {

    private static final DataSource APPLICATION = start();

    private TestDatabase() {}

    /** With the rights of the application, and no others. */
    static DataSource application() {
        return APPLICATION;
    }

    private static DataSource start() {
        try {
            PostgresServer server = PostgresServer.start(
                    PostgresSettings.in(
                            Distributions.fetched(Progress.silent()), Files.createTempDirectory("countersign-store-")),
                    Progress.silent());
            server.createDatabase("countersign");
            Migrations.run(connect(server, server.superuser(), server.superuserPassword()));
            server.createLoginRole("app", "secret", "countersign_app");
            return connect(server, "app", "secret");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DataSource connect(PostgresServer server, String user, String password) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(server.jdbcUrl("countersign"));
        dataSource.setUser(user);
        dataSource.setPassword(password);
        return dataSource;
    }
}
