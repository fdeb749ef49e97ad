package io.countersign.engine;

import io.countersign.store.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Brings the database to the shape this version needs, and ends. It runs as the owner of the tables, before the engine, which
 * may not change them.
 */
public final class MigrateDatabase {

    private static final String URL = "COUNTERSIGN_POSTGRES_URL";
    private static final String USER = "COUNTERSIGN_POSTGRES_USER";
    private static final String PASSWORD_FILE = "COUNTERSIGN_POSTGRES_PASSWORD_FILE";

    private MigrateDatabase() {}

    /** Reads {@code COUNTERSIGN_POSTGRES_URL}, {@code …_USER} and {@code …_PASSWORD_FILE}. */
    public static void main(String[] args) {
        System.exit(run(System.getenv()));
    }

    static int run(Map<String, String> environment) {
        try {
            var applied = Migrations.run(owner(environment));
            System.out.println("The database is up to date; " + applied + " migrations were applied.");
            return 0;
        } catch (IllegalArgumentException | IOException | FlywayException failure) {
            System.err.println("The database could not be brought up to date: " + failure.getMessage());
            return 1;
        }
    }

    private static PGSimpleDataSource owner(Map<String, String> environment) throws IOException {
        var source = new PGSimpleDataSource();
        source.setUrl(required(environment, URL));
        source.setUser(required(environment, USER));
        source.setPassword(
                Files.readString(Path.of(required(environment, PASSWORD_FILE))).strip());
        return source;
    }

    private static String required(Map<String, String> environment, String name) {
        var value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("the environment variable " + name + " is missing");
        }
        return value;
    }
}
