package io.countersign.engine.recordstream;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the record log, in the order of the positions. */
final class RecordLog {

    private static final String READ = """
            select position, record_key, value_type, intent, process_instance_key, ts, value
            from (
                select *, sum(octet_length(value)) over (order by position rows unbounded preceding) as weight
                from (
                    select * from zeebe_record
                    where partition_id = ? and position > ? and position <= ? and day >= ?::date
                    order by position limit ?
                ) as next
            ) as weighed
            where weight - octet_length(value) <= ?
            order by position
            """;

    private final JdbcTemplate jdbc;
    private final int maxRecords;
    private final long maxBytes;

    RecordLog(JdbcTemplate jdbc, RecordStreamSettings settings) {
        this.jdbc = jdbc;
        this.maxRecords = settings.maxBatch();
        this.maxBytes = settings.maxBatchSize().toBytes();
    }

    /**
     * @param records those that somebody projects
     * @param upTo everything at or below this position has been read
     * @param time of the record at that position, null while there is none
     */
    record Page(
            List<LogRecord> records, long upTo, @Nullable Instant time) {}

    private record Head(long position, @Nullable Instant time) {}

    /** What follows a position; empty and no further than it where nothing does. */
    Page after(int partitionId, long position, @Nullable Instant time, Set<ValueType> wanted) {
        return head(partitionId)
                .filter(head -> head.position() > position)
                .map(head -> read(partitionId, position, time, head, wanted))
                .orElseGet(() -> new Page(List.of(), position, time));
    }

    private Page read(int partitionId, long position, @Nullable Instant time, Head head, Set<ValueType> wanted) {
        PageReader reader = new PageReader(partitionId, wanted);
        jdbc.query(
                READ,
                reader::read,
                partitionId,
                position,
                head.position(),
                earliestDay(time, head.time()),
                maxRecords,
                maxBytes);
        boolean all = reader.count < maxRecords && reader.bytes <= maxBytes;
        return all
                ? new Page(reader.records, head.position(), head.time())
                : new Page(reader.records, reader.position, Instant.ofEpochMilli(reader.timestamp));
    }

    private Optional<Head> head(int partitionId) {
        return jdbc
                .query(
                        "select position, exported_ts from exporter_position where partition_id = ?",
                        (row, number) -> new Head(row.getLong(1), instant(row, 2)),
                        partitionId)
                .stream()
                .findFirst();
    }

    /**
     * The database need not look for the records in older days. Between the two known ends of the stretch days go up, unless
     * somebody turned the broker's clock back; by more than a day, and forth again, is not believable.
     */
    private static LocalDate earliestDay(@Nullable Instant from, @Nullable Instant to) {
        if (from == null || to == null) {
            return LocalDate.EPOCH;
        }
        return LocalDate.ofInstant(from.isBefore(to) ? from : to, ZoneOffset.UTC)
                .minusDays(1);
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static final class PageReader {
        private final int partitionId;
        private final Set<ValueType> wanted;
        private final List<LogRecord> records = new ArrayList<>();
        private long position;
        private long timestamp;
        private int count;
        private long bytes;

        PageReader(int partitionId, Set<ValueType> wanted) {
            this.partitionId = partitionId;
            this.wanted = wanted;
        }

        void read(ResultSet row) throws SQLException {
            byte[] value = row.getBytes(7);
            position = row.getLong(1);
            timestamp = row.getObject(6, OffsetDateTime.class).toInstant().toEpochMilli();
            count++;
            bytes += value.length;
            ValueType type = ValueType.of(row.getString(3));
            if (type != null && wanted.contains(type)) {
                records.add(new LogRecord(
                        partitionId,
                        position,
                        row.getLong(2),
                        type,
                        row.getString(4),
                        row.getLong(5),
                        timestamp,
                        value));
            }
        }
    }
}
