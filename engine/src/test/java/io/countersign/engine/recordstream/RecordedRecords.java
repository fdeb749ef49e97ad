package io.countersign.engine.recordstream;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What real brokers exported, and a log to put it into. */
final class RecordedRecords {

    private static final JsonMapper JSON = new JsonMapper();

    private RecordedRecords() {}

    /** A line of the log, all but the partition. */
    record Line(
            long position,
            long key,
            String valueType,
            String intent,
            long processInstanceKey,
            Instant timestamp,
            String value) {

        Line at(Instant time) {
            return new Line(position, key, valueType, intent, processInstanceKey, time, value);
        }

        Line saying(String otherValue) {
            return new Line(position, key, valueType, intent, processInstanceKey, timestamp, otherValue);
        }

        LogRecord asRecord() {
            return new LogRecord(
                    1,
                    position,
                    key,
                    Objects.requireNonNull(ValueType.of(valueType)),
                    intent,
                    processInstanceKey,
                    timestamp.toEpochMilli(),
                    value.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** @param version of the broker: 8.5.8 or 8.6.0; both did the same, with the same keys of instances */
    static List<Line> of(String version) {
        String resource = "/records/zeebe-" + version + ".jsonl";
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(RecordedRecords.class.getResourceAsStream(resource)), StandardCharsets.UTF_8))) {
            return lines.lines().map(RecordedRecords::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line parse(String line) {
        JsonNode record = JSON.readTree(line);
        JsonNode value = record.get("value");
        return new Line(
                record.get("position").asLong(),
                record.get("key").asLong(),
                record.get("valueType").asString(),
                record.get("intent").asString(),
                value.path("processInstanceKey").asLong(-1),
                Instant.ofEpochMilli(record.get("timestamp").asLong()),
                value.toString());
    }

    /** Writes them as the exporter does: rows and position in one transaction, then a notification. */
    static void export(DataSource exporter, int partitionId, Collection<Line> lines) {
        JdbcTemplate jdbc = new JdbcTemplate(exporter);
        jdbc.batchUpdate("""
                with record as (
                    insert into zeebe_record (day, partition_id, position, record_key, value_type, intent,
                        process_instance_key, ts, value)
                    values ((?::timestamptz at time zone 'UTC')::date, ?, ?, ?, ?, ?, ?, ?, ?)
                    returning position, ts
                )
                insert into exporter_position (partition_id, position, cluster_id, state, exported_ts)
                select ?, position, ?, 'RUNNING', ts from record
                on conflict (partition_id) do update set position = excluded.position, exported_ts = excluded.exported_ts
                """, lines, 500, (statement, line) -> {
            var time = line.timestamp().atOffset(ZoneOffset.UTC);
            statement.setObject(1, time);
            statement.setInt(2, partitionId);
            statement.setLong(3, line.position());
            statement.setLong(4, line.key());
            statement.setString(5, line.valueType());
            statement.setString(6, line.intent());
            statement.setLong(7, line.processInstanceKey());
            statement.setObject(8, time);
            statement.setString(9, line.value());
            statement.setInt(10, partitionId);
            statement.setObject(11, new UUID(0, 1));
        });
        jdbc.execute("notify countersign_records, '" + partitionId + "'");
    }
}
