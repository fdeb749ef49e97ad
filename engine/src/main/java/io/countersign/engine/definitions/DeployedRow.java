package io.countersign.engine.definitions;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Writes what was deployed. The engine says it on every partition, so the readers of several partitions may bring the same row at the
 * same moment; the earliest time is kept.
 */
final class DeployedRow {

    private DeployedRow() {}

    /**
     * @param columns other than {@code key} and {@code deployed_at}
     * @param timestamp milliseconds since 1970
     * @throws IllegalStateException where something else with the same id and version is there
     */
    static void write(
            JdbcTemplate jdbc, String table, String columns, long key, long timestamp, @Nullable Object... values) {
        var parameters = new @Nullable Object[values.length + 2];
        parameters[0] = key;
        parameters[1] = timestamp;
        System.arraycopy(values, 0, parameters, 2, values.length);
        // no conflict target: with one, the table's other unique index would fail where two insert the same row at once
        int inserted = jdbc.update(
                "insert into " + table + " (key, deployed_at, " + columns
                        + ") values (?, to_timestamp(? / 1e3::float8)" + ", ?".repeat(values.length)
                        + ") on conflict do nothing",
                parameters);
        if (inserted == 0
                && jdbc.update(
                                "update " + table
                                        + " set deployed_at = least(deployed_at, to_timestamp(? / 1e3::float8)) where key = ?",
                                timestamp,
                                key)
                        == 0) {
            throw new IllegalStateException(
                    "Another row of " + table + " has the id and the version of " + key + " already");
        }
    }
}
