package io.countersign.exporter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.countersign.exporter.Admission.Acquaintance;
import io.countersign.exporter.Admission.Admitted;
import io.countersign.exporter.Admission.Refused;
import io.countersign.exporter.Admission.Remembered;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.slf4j.Logger;

/** One connection to the log of one partition. Any {@link SQLException} that leaves it ends its use. */
final class RecordLog implements AutoCloseable {

    private static final int DAYS_AHEAD = 7;
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final int DEAD_LETTER_BYTES = 64 << 10;

    /** Without waiting for the disk: {@link #settle()} does that for many at once. */
    private static final String MOVE = """
            with moved as (
                update exporter_position
                set position = ?, exported_ts = to_timestamp(? / 1000.0), state = 'RUNNING', state_detail = null,
                    updated_at = now()
                from (select set_config('synchronous_commit', 'off', true)) as unhurried
                where partition_id = ? and cluster_id = ? and position = ?
                returning partition_id
            )
            select partition_id, case when ? then pg_notify('countersign_records', partition_id::text)::text end
            from moved
            """;

    private final int partition;
    private final Connection connection;
    private final Logger logger;
    private final BinaryCopy copy = new BinaryCopy();
    private final PreparedStatement move;
    private UUID clusterId = new UUID(0, 0);
    private long position = -1;
    private Acquaintance acquaintance = Acquaintance.TO_BE_FOUND;
    private long daysReadyFrom = Long.MIN_VALUE;

    private RecordLog(int partition, Connection connection, Logger logger) throws SQLException {
        this.partition = partition;
        this.connection = connection;
        this.logger = logger;
        this.move = connection.prepareStatement(MOVE);
    }

    static RecordLog connect(Settings settings, int partition, Logger logger) throws SQLException, IOException {
        var properties = new Properties();
        properties.setProperty("user", settings.user());
        var password = settings.currentPassword();
        if (password != null) {
            properties.setProperty("password", password);
        }
        properties.setProperty("ApplicationName", "countersign-exporter-" + partition);
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", "60");
        properties.setProperty("tcpKeepAlive", "true");
        // the driver itself, not DriverManager: that one asks whose class loader is calling
        var connection = new Driver().connect(settings.url(), properties);
        if (connection == null) {
            throw new SQLException("Not a PostgreSQL address: " + settings.address());
        }
        connection.setAutoCommit(false);
        return new RecordLog(partition, connection, logger);
    }

    /** Finds out where the log stands and whether this broker may go on with it. */
    Admitted admit(@Nullable Mark broker, long brokerPosition) throws SQLException, RefusedException {
        // several partitions may come for the first time at the same moment, and there is one cluster id for all
        query("select pg_advisory_xact_lock(hashtext('countersign.cluster'))");
        var remembered = remembered();
        switch (Admission.decide(partition, remembered, broker, brokerPosition)) {
            case Refused refused ->
                throw remembered.position() == null ? refuseUnseen(refused.detail()) : refuse(refused.detail());
            case Admitted admitted -> {
                clusterId = admitted.clusterId();
                position = admitted.position();
                acquaintance = admitted.acquaintance();
                if (admitted.isNew()) {
                    insertPosition();
                } else if (isKnown()) {
                    noLongerRefused();
                }
                connection.commit();
                return admitted;
            }
        }
    }

    long position() {
        return position;
    }

    /**
     * Waits until all that was written is as safe as this server makes commits: the log of its changes is in order, so
     * the disk, or the standby, that has the last of them has all.
     */
    void settle() throws SQLException {
        query("update exporter_position set updated_at = updated_at where partition_id = " + partition);
        connection.commit();
    }

    /** What the broker may keep once all that was written has settled; null while it might be a stranger. */
    @Nullable
    Mark mark() {
        return isKnown() ? new Mark(clusterId, position) : null;
    }

    /**
     * Writes what the log does not hold yet. Afterwards {@link #position()} is at least the batch's, though a crash of
     * the server may lose it until {@link #settle()}.
     */
    void append(Batch batch) throws SQLException, RefusedException {
        var offeredAgain =
                batch.rows().stream().filter(row -> row.position() <= position).toList();
        if (!offeredAgain.isEmpty()) {
            compare(offeredAgain);
        }
        var fresh = offeredAgain.isEmpty() ? batch : batch.after(position);
        if (!fresh.rows().isEmpty()) {
            refuseStranger();
        }
        if (isKnown() && fresh.position() > position) {
            prepareDays(fresh);
            moveTo(fresh.position(), fresh.timestamp(), !fresh.rows().isEmpty());
            if (!fresh.rows().isEmpty()) {
                copy(fresh.rows());
            }
            commitAt(fresh.position());
        }
    }

    /** Puts a record aside that can't be written, and moves on. */
    void bury(LogRow row, String error) throws SQLException, RefusedException {
        if (row.position() <= position) {
            return;
        }
        refuseStranger();
        moveTo(row.position(), row.timestamp(), false);
        try (var insert = connection.prepareStatement("""
                insert into exporter_dead_letter (partition_id, position, record_key, value_type, intent, error, value)
                values (?, ?, ?, ?, ?, ?, ?)
                """)) {
            insert.setInt(1, partition);
            insert.setLong(2, row.position());
            insert.setLong(3, row.key());
            insert.setString(4, row.valueType());
            insert.setString(5, row.intent());
            insert.setString(6, error.replace("\0", "\\0"));
            var value = row.value().getBytes(UTF_8);
            insert.setBytes(7, Arrays.copyOf(value, Math.min(value.length, DEAD_LETTER_BYTES)));
            insert.executeUpdate();
        }
        commitAt(row.position());
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    /** May be called by any thread, and ends what the writer waits for. */
    void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // it is gone already
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private Remembered remembered() throws SQLException {
        try (var select = connection.prepareStatement("""
                select (select cluster_id from exporter_position order by partition_id limit 1),
                       (select position from exporter_position where partition_id = ?),
                       coalesce((select max(position) from zeebe_record where partition_id = ?), -1)
                """)) {
            select.setInt(1, partition);
            select.setInt(2, partition);
            try (var row = select.executeQuery()) {
                row.next();
                return new Remembered(row.getObject(1, UUID.class), row.getObject(2, Long.class), row.getLong(3));
            }
        }
    }

    /** A record that the broker offers again must be the one in the log: else its history is not the log's. */
    private void compare(List<LogRow> offeredAgain) throws SQLException, RefusedException {
        record Held(long key, long timestamp) {}
        var held = new HashMap<Long, Held>();
        try (var select = connection.prepareStatement("""
                select position, record_key, (extract(epoch from ts) * 1000)::bigint
                from zeebe_record where partition_id = ? and position = any (?)
                """)) {
            select.setInt(1, partition);
            select.setArray(
                    2,
                    connection.createArrayOf(
                            "bigint",
                            offeredAgain.stream().map(LogRow::position).toArray()));
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    held.put(row.getLong(1), new Held(row.getLong(2), row.getLong(3)));
                }
            }
        }
        for (var row : offeredAgain) {
            var there = held.get(row.position());
            if (there != null && !there.equals(new Held(row.key(), row.timestamp()))) {
                throw refuse(stranger("its record at position " + row.position() + " is not the one in the log"));
            }
        }
        if (acquaintance == Acquaintance.TO_BE_NEW) {
            throw refuse(
                    stranger("it offers records from before position " + position + ", of which the log holds none"));
        }
        if (!isKnown() && !held.isEmpty()) {
            acquaintance = Acquaintance.KNOWN;
            noLongerRefused();
        }
        connection.commit();
    }

    private boolean isKnown() {
        return acquaintance == Acquaintance.KNOWN;
    }

    private void refuseStranger() throws SQLException, RefusedException {
        if (acquaintance == Acquaintance.TO_BE_NEW) {
            acquaintance = Acquaintance.KNOWN;
        }
        if (!isKnown()) {
            throw refuse(stranger("it offers none of the records that the log holds up to position " + position));
        }
    }

    private String stranger(String why) {
        return ("The data of this broker was reset or replaced (partition %d): %s. Nothing is written, so that nothing "
                        + "is mixed up. Restore the broker's data, or give it an empty database.")
                .formatted(partition, why);
    }

    /** Leaves a position deleted that an operator deletes meanwhile: that is how he accepts a gap. */
    private RefusedException refuse(String detail) throws SQLException {
        try (var update = connection.prepareStatement("""
                update exporter_position set state = 'REFUSED', state_detail = ?, updated_at = now()
                where partition_id = ?
                """)) {
            update.setString(1, detail);
            update.setInt(2, partition);
            update.executeUpdate();
        }
        connection.commit();
        return new RefusedException(detail);
    }

    /** Where the database knows other partitions only, so that operators see the refusal all the same. */
    private RefusedException refuseUnseen(String detail) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into exporter_position (partition_id, position, cluster_id, state, state_detail)
                select ?, -1, cluster_id, 'REFUSED', ? from exporter_position limit 1
                on conflict (partition_id) do nothing
                """)) {
            insert.setInt(1, partition);
            insert.setString(2, detail);
            insert.executeUpdate();
        }
        connection.commit();
        return new RefusedException(detail);
    }

    private void noLongerRefused() throws SQLException {
        try (var update = connection.prepareStatement("""
                update exporter_position set state = 'RUNNING', state_detail = null, updated_at = now()
                where partition_id = ? and state = 'REFUSED'
                """)) {
            update.setInt(1, partition);
            update.executeUpdate();
        }
    }

    private void insertPosition() throws SQLException {
        try (var insert = connection.prepareStatement(
                "insert into exporter_position (partition_id, position, cluster_id, state) values (?, ?, ?, 'RUNNING')")) {
            insert.setInt(1, partition);
            insert.setLong(2, position);
            insert.setObject(3, clusterId);
            insert.executeUpdate();
        }
    }

    private void moveTo(long next, long timestamp, boolean notify) throws SQLException {
        move.setLong(1, next);
        move.setLong(2, timestamp);
        move.setInt(3, partition);
        move.setObject(4, clusterId);
        move.setLong(5, position);
        move.setBoolean(6, notify);
        try (var row = move.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("Somebody else moved the position of partition " + partition);
            }
        }
    }

    private void copy(List<LogRow> rows) throws SQLException {
        var in = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(BinaryCopy.SQL);
        copy.write(partition, rows, in::writeToCopy);
        in.endCopy();
    }

    private void commitAt(long next) throws SQLException {
        connection.commit();
        position = next;
    }

    /** Rows of a day without a partition go to the default one, so a failure here costs tidiness and no data. */
    private void prepareDays(Batch batch) throws SQLException {
        var day = Math.floorDiv(batch.timestamp(), 86_400_000L);
        if (day == daysReadyFrom) {
            return;
        }
        daysReadyFrom = day;
        try (var ensure = connection.prepareStatement("select ensure_record_days(?, ?)")) {
            // a reader of the log may hold it for long, and whoever waits for it stops the others
            query("set local lock_timeout = '1s'");
            ensure.setObject(1, LocalDate.ofEpochDay(day));
            ensure.setInt(2, DAYS_AHEAD);
            ensure.executeQuery();
            connection.commit();
        } catch (SQLException e) {
            if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback();
            logger.warn("The next days of the log could not be prepared now; tried again tomorrow", e);
        }
    }

    private void query(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
