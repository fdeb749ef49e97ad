package io.countersign.engine.definitions;

import static io.countersign.engine.recordstream.Columns.longs;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a batch marks as deleted in one table. Nothing goes away: instances that ran on it still show what they ran on. */
final class Deletions {

    private final String table;
    private final Map<Long, Long> times = new TreeMap<>();

    Deletions(String table) {
        this.table = table;
    }

    void add(long key, long timestamp) {
        times.merge(key, timestamp, Math::min);
    }

    void write(JdbcTemplate jdbc) {
        if (!times.isEmpty()) {
            jdbc.update(
                    "update " + table + " set deleted_at = least(deleted_at, to_timestamp(gone.at / 1e3::float8))"
                            + " from unnest(?::bigint[], ?::bigint[]) as gone (key, at) where " + table
                            + ".key = gone.key",
                    longs(times.keySet(), Long::longValue),
                    longs(times.values(), Long::longValue));
        }
    }
}
