package io.countersign.engine.instances;

import static io.countersign.engine.recordstream.Columns.ints;
import static io.countersign.engine.recordstream.Columns.longs;
import static io.countersign.engine.recordstream.Columns.optionalLongs;
import static io.countersign.engine.recordstream.Columns.texts;

import io.countersign.engine.recordstream.Changes;
import io.countersign.engine.recordstream.LogRecord;
import io.countersign.engine.recordstream.Projection;
import io.countersign.engine.recordstream.RecordValue;
import io.countersign.engine.recordstream.Topic;
import io.countersign.engine.recordstream.ValueType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes {@code job}. */
@Component
@Order(40)
class JobProjection implements Projection {

    /** Human tasks of the older kind; the task says what became of them. */
    private static final String HUMAN = "io.camunda.zeebe:userTask";

    private static final String ROWS = """
            from unnest(?::bigint[], ?::text[], ?::integer[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[],
                ?::integer[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[])
                as row (key, tenant_id, partition_id, process_instance_key, element_instance_key, element_id, type, state,
                    retries, worker, error_code, error_message, created_at, ended_at)
            """;

    private static final String UPSERT = """
            insert into job as known (key, tenant_id, partition_id, process_instance_key, element_instance_key, element_id,
                type, state, retries, worker, error_code, error_message, created_at, ended_at)
            select key, tenant_id, partition_id, process_instance_key, element_instance_key, element_id, type, state, retries,
                worker, error_code, error_message, to_timestamp(created_at / 1e3::float8),
                to_timestamp(ended_at / 1e3::float8)
            """ + ROWS + """
            on conflict (key) do update set
                element_id = excluded.element_id,
                state = excluded.state,
                retries = excluded.retries,
                worker = excluded.worker,
                error_code = excluded.error_code,
                error_message = excluded.error_message,
                created_at = coalesce(known.created_at, excluded.created_at),
                ended_at = excluded.ended_at
            """;

    private static final String CHANGE = """
            update job set element_id = row.element_id, retries = row.retries
            """ + ROWS + "where job.key = row.key";

    private static final String TRIES = "select key, retries from job where key = any (?)";

    private static final String RETRY = """
            update job set state = 'CREATED', ended_at = null
            where key = any (?) and state in ('FAILED', 'ERROR_THROWN')
            """;

    private static final String CANCEL_LEFTOVERS = """
            update job set state = 'CANCELED', ended_at = to_timestamp(ended.at / 1e3::float8)
            from unnest(?::bigint[], ?::bigint[]) as ended (process_instance_key, at)
            where job.process_instance_key = ended.process_instance_key and state in ('CREATED', 'FAILED')
            """;

    @Override
    public Set<ValueType> reads() {
        return Set.of(ValueType.JOB, ValueType.INCIDENT, ValueType.PROCESS_INSTANCE);
    }

    @Override
    public List<Table> tables() {
        return List.of(Table.ofInstances("job"));
    }

    @Override
    public Batch begin() {
        return new JobBatch();
    }

    private static final class Row {
        private final long key;
        private final int partitionId;
        private String tenantId = "";
        private long processInstanceKey;
        private long elementInstanceKey;
        private String elementId = "";
        private String type = "";
        /** Null while the batch only knows that something else about it changed. */
        private @Nullable String state;

        private int retries;
        private @Nullable String worker;
        private @Nullable String errorCode;
        private @Nullable String errorMessage;
        private @Nullable Long createdAt;
        private @Nullable Long endedAt;

        private Row(long key, int partitionId) {
            this.key = key;
            this.partitionId = partitionId;
        }

        private void describe(RecordValue value) {
            tenantId = value.text("tenantId");
            processInstanceKey = value.number("processInstanceKey");
            elementInstanceKey = value.number("elementInstanceKey");
            elementId = value.text("elementId");
            type = value.text("type");
            retries = (int) value.number("retries");
        }

        private void outcome(String how, RecordValue value, @Nullable Long at) {
            state = how;
            worker = value.optionalText("worker");
            errorCode = value.optionalText("errorCode");
            errorMessage = value.optionalText("errorMessage");
            endedAt = at;
        }
    }

    /** @param row as the record has it */
    private record Failure(LogRecord record, Row row) {

        static Failure of(LogRecord record) {
            Row row = new Row(record.key(), record.partitionId());
            row.describe(record.value());
            row.outcome("FAILED", record.value(), null);
            return new Failure(record, row);
        }

        /** A job that keeps its tries did not fail: its worker only asks for it later. */
        void audit(@Nullable Integer triesBefore, Changes changes) {
            boolean putOff = triesBefore != null && row.retries > 0 && row.retries >= triesBefore;
            JobBatch.audit(record, putOff ? "job.put-off" : "job.failed", row, changes);
        }
    }

    private static final class JobBatch implements Batch {

        private final Map<Long, Row> rows = new TreeMap<>();
        private final Set<Long> retried = new HashSet<>();
        /** By their jobs, of which this batch doesn't know how many tries they had before. */
        private final Map<Long, Failure> failures = new TreeMap<>();

        private final Map<Long, Long> terminatedInstances = new HashMap<>();

        @Override
        public void fold(LogRecord record, Changes changes) {
            RecordValue value = record.value();
            switch (record.valueType()) {
                case JOB -> foldJob(record, value, changes);
                case INCIDENT -> foldIncident(record, value);
                default -> {
                    if (record.intent().equals("ELEMENT_TERMINATED")
                            && value.text("bpmnElementType").equals("PROCESS")) {
                        terminatedInstances.put(record.key(), record.timestamp());
                    }
                }
            }
        }

        private void foldJob(LogRecord record, RecordValue value, Changes changes) {
            Row known = rows.get(record.key());
            if (record.intent().equals("FAILED")) {
                Failure failure = Failure.of(record);
                if (known == null) {
                    failures.put(record.key(), failure);
                } else {
                    failure.audit(known.retries, changes);
                }
            }
            Row row = known == null ? new Row(record.key(), record.partitionId()) : known;
            rows.put(record.key(), row);
            row.describe(value);
            switch (record.intent()) {
                case "CREATED" -> {
                    row.outcome("CREATED", value, null);
                    row.createdAt = record.timestamp();
                }
                case "COMPLETED" -> row.outcome("COMPLETED", value, record.timestamp());
                case "FAILED" -> row.outcome("FAILED", value, null);
                case "ERROR_THROWN" -> row.outcome("ERROR_THROWN", value, record.timestamp());
                case "CANCELED" -> row.outcome("CANCELED", value, record.timestamp());
                default -> {}
            }
            if (row.state != null) {
                retried.remove(row.key);
            }
            audit(record, row, changes);
        }

        private static void audit(LogRecord record, Row row, Changes changes) {
            switch (record.intent()) {
                case "COMPLETED" -> {
                    if (!row.type.equals(HUMAN)) {
                        audit(record, "job.completed", row, changes);
                    }
                }
                case "ERROR_THROWN" -> audit(record, "job.error-thrown", row, changes);
                default -> {}
            }
        }

        private static void audit(LogRecord record, String action, Row row, Changes changes) {
            changes.audit(
                    record,
                    action,
                    "job",
                    row.key,
                    "type",
                    row.type,
                    "elementId",
                    row.elementId,
                    "worker",
                    row.worker,
                    "retries",
                    record.intent().equals("FAILED") ? (Integer) row.retries : null,
                    "errorCode",
                    row.errorCode);
        }

        /** The engine offers the job again once its incident is resolved, and has no record to say so. */
        private void foldIncident(LogRecord record, RecordValue value) {
            Long jobKey = value.key("jobKey");
            if (jobKey == null || !record.intent().equals("RESOLVED")) {
                return;
            }
            Row row = rows.get(jobKey);
            if (row == null || row.state == null) {
                retried.add(jobKey);
            } else if (row.state.equals("FAILED") || row.state.equals("ERROR_THROWN")) {
                row.state = "CREATED";
                row.endedAt = null;
            }
        }

        @Override
        public void write(JdbcTemplate jdbc, Changes changes) {
            if (!failures.isEmpty() && changes.isLive()) {
                auditFailures(jdbc, changes);
            }
            if (!rows.isEmpty()) {
                write(
                        jdbc,
                        UPSERT,
                        rows.values().stream().filter(row -> row.state != null).toList());
                write(
                        jdbc,
                        CHANGE,
                        rows.values().stream().filter(row -> row.state == null).toList());
                changes.touch(Topic.INSTANCES);
            }
            if (!retried.isEmpty()) {
                jdbc.update(RETRY, (Object) longs(retried, Long::longValue));
            }
            if (!terminatedInstances.isEmpty()) {
                jdbc.update(
                        CANCEL_LEFTOVERS,
                        longs(terminatedInstances.keySet(), Long::longValue),
                        longs(terminatedInstances.values(), Long::longValue));
            }
        }

        /** Before the rows say how many tries are left now. */
        private void auditFailures(JdbcTemplate jdbc, Changes changes) {
            Map<Long, Integer> triesBefore = new HashMap<>();
            jdbc.query(
                    TRIES,
                    row -> {
                        triesBefore.put(row.getLong(1), row.getInt(2));
                    },
                    (Object) longs(failures.keySet(), Long::longValue));
            failures.forEach((job, failure) -> failure.audit(triesBefore.get(job), changes));
        }

        private static void write(JdbcTemplate jdbc, String sql, List<Row> ordered) {
            if (ordered.isEmpty()) {
                return;
            }
            jdbc.update(
                    sql,
                    longs(ordered, row -> row.key),
                    texts(ordered, row -> row.tenantId),
                    ints(ordered, row -> row.partitionId),
                    longs(ordered, row -> row.processInstanceKey),
                    longs(ordered, row -> row.elementInstanceKey),
                    texts(ordered, row -> row.elementId),
                    texts(ordered, row -> row.type),
                    texts(ordered, row -> row.state),
                    ints(ordered, row -> row.retries),
                    texts(ordered, row -> row.worker),
                    texts(ordered, row -> row.errorCode),
                    texts(ordered, row -> row.errorMessage),
                    optionalLongs(ordered, row -> row.createdAt),
                    optionalLongs(ordered, row -> row.endedAt));
        }
    }
}
