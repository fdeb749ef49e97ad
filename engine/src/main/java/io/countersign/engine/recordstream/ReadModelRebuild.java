package io.countersign.engine.recordstream;

import io.countersign.engine.recordstream.Cursors.Cursor;
import io.countersign.engine.recordstream.Projection.Table;
import io.countersign.engine.recordstream.ProjectionStep.Done;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Empties the engine's own tables and fills them again from the record log. All nodes stand still meanwhile, and readers see
 * the tables fill. What the log no longer holds as a whole keeps its rows. Of what was projected before nobody is told anything and
 * nothing is audited again; what is new since is told as ever. Broken off, the readers go on from where it was, just as quietly.
 */
public class ReadModelRebuild {

    /** No rebuild takes longer: what the read model is without for this time does not come back. */
    public static final Duration LONGEST = Duration.ofDays(1);

    private static final int PARTITION_SHIFT = 51;

    private final DedicatedConnections connections;
    private final Projections projections;
    private final ProjectionStep step;
    private final JdbcTemplate jdbc;
    private final TransactionOperations transaction;

    ReadModelRebuild(
            DedicatedConnections connections,
            Projections projections,
            ProjectionStep step,
            JdbcTemplate jdbc,
            TransactionOperations transaction) {
        this.connections = connections;
        this.projections = projections;
        this.step = step;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * Returns when the read model has caught up with the log.
     *
     * @param progress told in words how far it is
     */
    public void run(Consumer<String> progress) {
        try (Connection lock = connections.open("rebuild");
                Statement statement = lock.createStatement()) {
            statement.execute("set lock_timeout = '10s'; select pg_advisory_lock(" + Cursors.REBUILD_LOCK + ")");
            Map<Integer, Mode> partitions = empty();
            partitions.forEach((partitionId, mode) -> replay(partitionId, mode, progress));
        } catch (SQLException e) {
            throw new IllegalStateException("The read model can't be rebuilt: " + e.getMessage(), e);
        }
    }

    private Map<Integer, Mode> empty() {
        return transaction.execute(status -> {
            Map<Integer, Long> horizons =
                    byPartition("select partition_id, process_instance_key from record_log_horizon");
            Map<Integer, Long> cursors = byPartition("select partition_id, position from projection_cursor");
            if (horizons.isEmpty()) {
                jdbc.execute("truncate "
                        + projections.tables().stream().map(Table::name).collect(Collectors.joining(", ")));
            } else {
                projections.tables().forEach(this::deleteWhatTheLogHolds);
            }
            jdbc.update("delete from projection_dead_letter");
            jdbc.update("update projection_cursor set told_up_to = greatest(told_up_to, position), position = -1,"
                    + " applied_ts = null");
            byPartition("select partition_id, position from exporter_position").forEach(cursors::putIfAbsent);
            return cursors.entrySet().stream()
                    .collect(Collectors.toMap(
                            Entry::getKey,
                            cursor -> new Mode(true, horizons.getOrDefault(cursor.getKey(), -1L), cursor.getValue()),
                            (left, right) -> left,
                            TreeMap::new));
        });
    }

    private void deleteWhatTheLogHolds(Table table) {
        if (table.instanceColumn() != null) {
            jdbc.update("delete from " + table.name()
                    + " t where not exists (select from record_log_horizon h where h.partition_id = t."
                    + table.instanceColumn() + " >> " + PARTITION_SHIFT + " and t." + table.instanceColumn()
                    + " <= h.process_instance_key)");
        }
    }

    private void replay(int partitionId, Mode mode, Consumer<String> progress) {
        Cursor cursor = step.start(partitionId);
        long records = 0;
        long reported = 0;
        for (Done done = step.from(partitionId, cursor, mode);
                done.cursor().position() > cursor.position();
                done = step.from(partitionId, cursor, mode)) {
            cursor = done.cursor();
            records += done.records();
            if (records - reported >= 100_000) {
                progress.accept("Partition %d: %,d records".formatted(partitionId, records));
                reported = records;
            }
        }
        progress.accept("Partition %d: %,d records, done".formatted(partitionId, records));
    }

    private Map<Integer, Long> byPartition(String sql) {
        Map<Integer, Long> byPartition = new HashMap<>();
        jdbc.query(sql, row -> {
            byPartition.put(row.getInt(1), row.getLong(2));
        });
        return byPartition;
    }
}
