package io.countersign.engine.recordstream;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far the log has come and how far the read model has followed, for operators. */
@Component
public class RecordStreamStatus {

    private final JdbcClient jdbc;
    private final Clock clock;

    RecordStreamStatus(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A partition as the exporter and the projection left it.
     *
     * @param owner the node that moved the cursor last; null before any did
     * @param exporterState RUNNING, or REFUSED with what to do in {@code exporterStateDetail}
     * @param exporterLag how old the last exported record was when it got into the log
     * @param lag how old the first record is that is in the log and not in the read model; zero where there is none
     */
    public record PartitionStatus(
            int partitionId,
            @Nullable String owner,
            long projectedPosition,
            long exportedPosition,
            String exporterState,
            @Nullable String exporterStateDetail,
            Duration exporterLag,
            Duration lag) {

        public boolean isRefused() {
            return exporterState.equals("REFUSED");
        }
    }

    /** This node, as {@link PartitionStatus#owner} names nodes. */
    public String node() {
        return RecordStreamConfiguration.node();
    }

    public List<PartitionStatus> partitions() {
        return jdbc.sql("""
                        select e.partition_id, c.owner_node, coalesce(c.position, -1) as projected, e.position as exported,
                            e.state, e.state_detail, e.exported_ts, e.updated_at, c.applied_ts
                        from exporter_position e left join projection_cursor c using (partition_id)
                        order by e.partition_id
                        """).query((row, number) -> read(row)).list();
    }

    /** Records that could not be written to the log or read from it. */
    public long deadLetters() {
        return jdbc.sql(
                        "select (select count(*) from projection_dead_letter) + (select count(*) from exporter_dead_letter)")
                .query(Long.class)
                .single();
    }

    private PartitionStatus read(ResultSet row) throws SQLException {
        long projected = row.getLong("projected");
        long exported = row.getLong("exported");
        return new PartitionStatus(
                row.getInt("partition_id"),
                row.getString("owner_node"),
                projected,
                exported,
                row.getString("state"),
                row.getString("state_detail"),
                between(instant(row, "exported_ts"), instant(row, "updated_at")),
                projected < exported ? between(instant(row, "applied_ts"), clock.instant()) : Duration.ZERO);
    }

    private static Duration between(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null || to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
