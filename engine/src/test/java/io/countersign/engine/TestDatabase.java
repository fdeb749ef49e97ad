package io.countersign.engine;

import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A migrated database of its own on the one real PostgreSQL of the test run. */
public record TestDatabase(String url, String user, String password) {

    /** A new one. */
    public static TestDatabase create() {
        var name = "test_" + UUID.randomUUID().toString().replace("-", "");
        copyOfTemplate(name);
        return new TestDatabase(RealParts.sharedPostgres().jdbcUrl(name), RealParts.APP_ROLE, RealParts.SECRET);
    }

    /** As the engine's settings name it. */
    public Map<String, Object> settings() {
        return Map.of(
                "spring.datasource.url", url,
                "spring.datasource.username", user,
                "spring.datasource.password", password,
                "spring.flyway.enabled", "false");
    }

    /** As the engine sees it. */
    public DataSource app() {
        return source(user, password);
    }

    /** As nobody but a test may see it: it can write into the record log, say. */
    public DataSource owner() {
        var postgres = RealParts.sharedPostgres();
        return source(postgres.superuser(), postgres.superuserPassword());
    }

    private DataSource source(String as, String secret) {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(as);
        source.setPassword(secret);
        return source;
    }

    private static void copyOfTemplate(String name) {
        try (var connection = RealParts.sharedPostgres().superuserConnection("postgres");
                var statement = connection.createStatement()) {
            statement.execute("create database %s template %s".formatted(name, Template.NAME));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Migrating takes a second, copying does not. */
    private static final class Template {
        static final String NAME = migrated("template_migrated");

        private static String migrated(String name) {
            RealParts.migrate(RealParts.sharedPostgres(), name);
            return name;
        }
    }
}
