package io.countersign.engine.recordstream;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.IntConsumer;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** The session that holds this node's partitions, and hears of news. Its end is the end of the ownership. */
final class PartitionLocks implements AutoCloseable {

    private static final String RECORDS = "countersign_records";
    private static final String HINTS = "countersign_hints";

    /** First half of the advisory locks' keys; the second is the partition. */
    private static final int LOCKS = 0x6373_5053;

    private final Connection connection;

    PartitionLocks(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen " + RECORDS + "; listen " + HINTS);
        }
    }

    /** Takes what is there to take: partitions that some exporter has written of and no other node owns. */
    List<Integer> acquire(Collection<Integer> owned) throws SQLException {
        List<Integer> acquired = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                select partition_id from (
                    select partition_id from exporter_position where partition_id <> all (?) order by 1 offset 0
                ) as free
                where pg_try_advisory_lock(?, partition_id)
                """)) {
            statement.setArray(1, connection.createArrayOf("integer", owned.toArray()));
            statement.setInt(2, LOCKS);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    acquired.add(rows.getInt(1));
                }
            }
        }
        return acquired;
    }

    /** Waits for news; tells of partitions with new records, and of hints. */
    void listen(int millis, IntConsumer records, Runnable hints) throws SQLException {
        for (PGNotification notification : connection.unwrap(PGConnection.class).getNotifications(millis)) {
            if (notification.getName().equals(RECORDS)) {
                records.accept(Integer.parseInt(notification.getParameter()));
            } else {
                hints.run();
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
