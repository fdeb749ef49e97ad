package io.countersign.embedded;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.core.Utils;

/** Databases and login roles; names and passwords are quoted here because PostgreSQL takes no parameters in such statements. */
final class PostgresRoles {

    private final PostgresServer server;

    PostgresRoles(PostgresServer server) {
        this.server = server;
    }

    void createDatabase(String name, String owner) {
        asSuperuser(connection -> {
            if (!exists(connection, "select from pg_database where datname = ?", name)) {
                run(connection, "create database " + identifier(name) + " owner " + identifier(owner));
            }
        });
    }

    void createGroupRole(String name) {
        asSuperuser(connection -> {
            if (!exists(connection, "select from pg_roles where rolname = ?", name)) {
                run(connection, "create role " + identifier(name) + " nologin");
            }
        });
    }

    void createLoginRole(String name, String password, List<String> memberOf) {
        asSuperuser(connection -> {
            var verb = exists(connection, "select from pg_roles where rolname = ?", name) ? "alter" : "create";
            run(connection, verb + " role " + identifier(name) + " login password " + literal(password));
            for (var group : memberOf) {
                run(connection, "grant " + identifier(group) + " to " + identifier(name));
            }
        });
    }

    private void asSuperuser(Work work) {
        try (var connection = server.superuserConnection("postgres")) {
            work.on(connection);
        } catch (SQLException e) {
            throw new EmbeddedException("PostgreSQL refused: " + e.getMessage(), e);
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String identifier(String name) throws SQLException {
        return Utils.escapeIdentifier(null, name).toString();
    }

    private static String literal(String value) throws SQLException {
        return "'" + Utils.escapeLiteral(null, value, true) + "'";
    }

    @FunctionalInterface
    private interface Work {
        void on(Connection connection) throws SQLException;
    }
}
