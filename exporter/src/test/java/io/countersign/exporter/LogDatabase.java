package io.countersign.exporter;

import io.countersign.embedded.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a test may ask and do in the database that the exporter writes, as its owner. */
record LogDatabase(PostgresServer postgres, String name) {

    record Logged(
            long position,
            long key,
            String valueType,
            String intent,
            long processInstanceKey,
            String day,
            String value) {}

    String url() {
        return postgres.jdbcUrl(name);
    }

    Connection connect() throws SQLException {
        return postgres.superuserConnection(name);
    }

    void execute(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The first column of the first row; null where there is none. */
    @Nullable
    String ask(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    Set<Long> keys(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            var keys = new HashSet<Long>();
            while (row.next()) {
                keys.add(row.getLong(1));
            }
            return keys;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    long count(String sql) {
        var answer = ask("select count(*) from (" + sql + ") counted");
        return answer == null ? -1 : Long.parseLong(answer);
    }

    List<Logged> log() {
        return logWhere("true");
    }

    List<Logged> logWhere(String condition) {
        try (var connection = connect();
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery("select position, record_key, value_type, intent, process_instance_key,"
                                + " day::text, value from zeebe_record where " + condition
                                + " order by partition_id, position")) {
            var log = new ArrayList<Logged>();
            while (row.next()) {
                log.add(new Logged(
                        row.getLong(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        row.getLong(5),
                        row.getString(6),
                        row.getString(7)));
            }
            return log;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
