package io.countersign.engine.recordstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.TestDatabase;
import io.countersign.engine.recordstream.RecordedRecords.Line;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What real brokers exported ends in the right rows. The keys are those of the recording. */
class ProjectionIT {

    private static final long NATIVE_COMPLETED = 2251799813685259L;
    private static final long NATIVE_CANCELED = 2251799813685271L;
    private static final long NATIVE_MODIFIED_AND_MIGRATED = 2251799813685283L;
    private static final long JOB_COMPLETED = 2251799813685295L;
    private static final long JOB_FAILED_AND_MIGRATED = 2251799813685307L;
    private static final long JOB_CANCELED = 2251799813685319L;
    private static final long SERVICE_COMPLETED = 2251799813685331L;
    private static final long SERVICE_RETRIED = 2251799813685342L;
    private static final long SERVICE_REFUSED = 2251799813685353L;
    private static final long PARENT = 2251799813685364L;
    private static final long PARENT_CANCELED = 2251799813685378L;
    private static final long INCIDENT_RESOLVED = 2251799813685392L;
    private static final long INCIDENT_CANCELED = 2251799813685403L;

    private static final Map<String, Harness> NODES = new ConcurrentHashMap<>();

    @AfterAll
    static void close() {
        NODES.values().forEach(Harness::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.5.8", "8.6.0"})
    void endsInTheSameRowsHoweverTheRecordsAreCutIntoBatches(String version) {
        List<Line> lines = RecordedRecords.of(version);
        Map<Integer, Map<String, String>> digests = new HashMap<>();
        for (int size : List.of(1, 7, 5000)) {
            TestDatabase database = TestDatabase.create();
            RecordedRecords.export(database.owner(), 1, lines);
            try (Harness node = new Harness(database, Harness.batchesOf(size), UnaryOperator.identity())) {
                node.catchUp(1);
                digests.put(size, node.digest());
                assertThat(node.jdbc.queryForList("select * from projection_dead_letter"))
                        .isEmpty();

                List<Long> arrived = node.jdbc.queryForList("select task_key from task_arrival", Long.class);
                if (size == 1) {
                    assertThat(arrived)
                            .containsExactlyInAnyOrderElementsOf(node.jdbc.queryForList(
                                    "select key from task where approval is not null", Long.class))
                            .isNotEmpty();
                }
                node.jdbc.update("delete from task_arrival");

                node.rebuild();
                assertThat(node.digest()).isEqualTo(digests.get(size));
                assertThat(node.jdbc.queryForList("select * from task_arrival"))
                        .as("a rebuild tells nobody")
                        .isEmpty();
            }
        }
        assertThat(digests.get(1))
                .allSatisfy((table, digest) -> assertThat(digest).doesNotStartWith("0 rows"));
        assertThat(digests.get(7)).isEqualTo(digests.get(1));
        assertThat(digests.get(5000)).isEqualTo(digests.get(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.5.8", "8.6.0"})
    void keepsInstancesWithTheirStartAndTheirFamily(String version) {
        Harness node = node(version);

        assertThat(node.row("process_instance", NATIVE_COMPLETED))
                .containsEntry("state", "COMPLETED")
                .containsEntry("process_id", "native")
                .containsEntry("version", 1)
                .containsEntry("partition_id", 1)
                .containsEntry("tenant_id", "<default>")
                .containsEntry("parent_process_instance_key", null)
                .containsEntry("root_process_instance_key", NATIVE_COMPLETED)
                .doesNotContainEntry("start_id", null)
                .doesNotContainEntry("started_at", null)
                .doesNotContainEntry("ended_at", null);
        assertThat(node.row("process_instance", NATIVE_CANCELED)).containsEntry("state", "TERMINATED");
        assertThat(node.row("process_instance", NATIVE_MODIFIED_AND_MIGRATED))
                .containsEntry("state", "ACTIVE")
                .containsEntry("version", 2)
                .containsEntry("ended_at", null);
        assertThat(node.row("process_instance", PARENT))
                .containsEntry("state", "COMPLETED")
                .containsEntry("start_id", null);
        assertThat(node.jdbc.queryForList(
                        "select state from process_instance where parent_process_instance_key = root_process_instance_key"
                                + " and root_process_instance_key in (?, ?) order by key",
                        String.class,
                        PARENT,
                        PARENT_CANCELED))
                .containsExactly("COMPLETED", "TERMINATED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.5.8", "8.6.0"})
    void knowsWhereAnInstanceHasBeen(String version) {
        Harness node = node(version);

        assertThat(node.jdbc.queryForList(
                        "select element_id || ' ' || element_type || ' ' || state from element_instance"
                                + " where process_instance_key = ? order by key",
                        String.class,
                        SERVICE_REFUSED))
                .containsExactly(
                        "service-start START_EVENT COMPLETED",
                        "work SERVICE_TASK TERMINATED",
                        "service-refused BOUNDARY_EVENT COMPLETED",
                        "service-end2 END_EVENT COMPLETED");
        assertThat(node.jdbc.queryForList(
                        "select state from element_instance where process_instance_key in (?, ?)",
                        String.class,
                        NATIVE_CANCELED,
                        PARENT_CANCELED))
                .isNotEmpty()
                .doesNotContain("ACTIVE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.5.8", "8.6.0"})
    void keepsVariablesAlsoThoseThatMigratedWithoutTheirValue(String version) {
        Harness node = node(version);

        assertThat(variables(node, NATIVE_MODIFIED_AND_MIGRATED))
                .containsEntry("item", "\"ümläut \\\"q\\\"\"")
                .containsEntry("amount", "120")
                .containsEntry("groups", "[\"managers\",\"o'brien, x\"]");
        assertThat(variables(node, NATIVE_COMPLETED)).containsEntry("decision", "{\"outcome\":\"approved\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.5.8", "8.6.0"})
    void makesTasksOfNativeUserTasks(String version) throws SQLException {
        Harness node = node(version);

        Map<String, Object> completed = task(node, NATIVE_COMPLETED, "COMPLETED");
        assertThat(completed)
                .containsEntry("kind", "NATIVE")
                .containsEntry("name", "Decide on it")
                .containsEntry("element_id", "decide")
                .containsEntry("process_id", "native")
                .containsEntry("assignee", null)
                .containsEntry("priority", 50)
                .containsEntry("external_form", null)
                .doesNotContainEntry("form_key", null)
                .doesNotContainEntry("completed_by", null)
                .doesNotContainEntry("ended_at", null);
        assertThat(list(completed, "candidate_groups")).containsExactly("finance");
        assertThat(list(completed, "candidate_users")).containsExactly("ann", "bob");
        assertThat(completed.get("custom_headers")).hasToString("{\"hint\": \"be nice\"}");
        assertThat(time(completed, "due_at")).isEqualTo("2028-01-01T00:00:00Z");
        assertThat(task(node, NATIVE_CANCELED, "CANCELED")).containsEntry("assignee", "ann");
        assertThat(node.auditActions("task", key(completed)))
                .containsExactly(
                        "task.created",
                        "task.assigned",
                        "task.assigned",
                        "task.completed",
                        // nobody decided on it: no decision of ours has the id that came with the completion
                        "task.policy-bypassed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.5.8", "8.6.0"})
    void makesTasksOfJobBasedUserTasks(String version) throws SQLException {
        Harness node = node(version);

        Map<String, Object> completed = task(node, JOB_COMPLETED, "COMPLETED");
        assertThat(completed)
                .containsEntry("kind", "JOB")
                .containsEntry("name", "Decide on it")
                .containsEntry("assignee", "ann")
                .containsEntry("external_form", null)
                .doesNotContainEntry("form_key", null)
                .doesNotContainEntry("completed_by", null);
        assertThat(list(completed, "candidate_groups")).containsExactly("managers", "o'brien, x");
        assertThat(completed.get("custom_headers")).hasToString("{\"hint\": \"be nice\"}");
        assertThat(completed.get("approval"))
                .hasToString("{\"groups\": [\"managers\", \"o'brien, x\"], \"policy\": \"all\"}");
        assertThat(time(completed, "due_at")).isEqualTo("2027-01-02T09:00:00Z");
        assertThat(task(node, JOB_CANCELED, "CANCELED")).containsEntry("completed_by", null);
        assertThat(task(node, JOB_COMPLETED, "OPEN"))
                .containsEntry("element_id", "plain")
                .containsEntry("name", null)
                .containsEntry("approval", null)
                .containsEntry("form_key", null)
                .containsEntry("external_form", "camunda-forms:bpmn:userTaskForm_1");
        assertThat(task(node, JOB_FAILED_AND_MIGRATED, "OPEN"))
                .as("an incident blocks the task, it doesn't close it")
                .containsEntry("name", "Decide on it again")
                .doesNotContainEntry("created_at", null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.5.8", "8.6.0"})
    void closesTheTaskOfATerminatedElementThoughTheBrokerForgetsTo(String version) {
        Harness node = node(version);

        Map<String, Object> forgotten = task(node, NATIVE_MODIFIED_AND_MIGRATED, "CANCELED");
        assertThat(forgotten).doesNotContainEntry("ended_at", null);
        assertThat(node.auditActions("task", key(forgotten))).containsExactly("task.created", "task.canceled");
        assertThat(task(node, NATIVE_MODIFIED_AND_MIGRATED, "OPEN"))
                .containsEntry("name", "Decide on it again")
                .containsEntry("process_definition_key", definition(node, "native", 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.5.8", "8.6.0"})
    void followsJobs(String version) {
        Harness node = node(version);

        assertThat(job(node, SERVICE_COMPLETED))
                .containsEntry("state", "COMPLETED")
                .containsEntry("type", "cap-work")
                .containsEntry("worker", "capturer")
                .doesNotContainEntry("ended_at", null);
        assertThat(job(node, SERVICE_REFUSED))
                .containsEntry("state", "ERROR_THROWN")
                .containsEntry("error_code", "REFUSED")
                .containsEntry("error_message", "no");
        assertThat(job(node, SERVICE_RETRIED))
                .as("resolving the incident makes the job available again")
                .containsEntry("state", "CREATED")
                .containsEntry("retries", 3)
                .containsEntry("ended_at", null)
                .doesNotContainEntry("created_at", null);
        assertThat(job(node, JOB_CANCELED)).containsEntry("state", "CANCELED");
        assertThat(node.auditActions("job", key(job(node, SERVICE_RETRIED))))
                .containsExactly("job.failed", "job.failed");
        assertThat(node.auditActions("job", key(job(node, SERVICE_COMPLETED)))).containsExactly("job.completed");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 5000})
    void tellsJobsThatKeepTheirTriesFromThoseThatFailed(int batch) {
        List<Line> lines = RecordedRecords.of("8.5.8").stream()
                .map(line -> line.valueType().equals("JOB") && line.intent().equals("FAILED")
                        ? line.saying(line.value().replace("\"retries\":1,", "\"retries\":3,"))
                        : line)
                .toList();
        TestDatabase database = TestDatabase.create();
        try (Harness node = new Harness(database, Harness.batchesOf(batch), UnaryOperator.identity())) {
            RecordedRecords.export(database.owner(), 1, lines.subList(0, lines.size() / 2));
            node.catchUp(1);
            RecordedRecords.export(database.owner(), 1, lines.subList(lines.size() / 2, lines.size()));
            node.catchUp(1);

            assertThat(node.jdbc.queryForList(
                            "select action from audit_entry where object_type = 'job' and object_id = ? order by id",
                            String.class,
                            Long.toString(key(job(node, SERVICE_RETRIED)))))
                    .containsExactly("job.put-off", "job.failed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.5.8", "8.6.0"})
    void followsIncidents(String version) {
        Harness node = node(version);

        assertThat(incident(node, INCIDENT_RESOLVED))
                .containsEntry("state", "RESOLVED")
                .containsEntry("error_type", "IO_MAPPING_ERROR")
                .containsEntry("element_id", "broken-work")
                .containsEntry("job_key", null)
                .doesNotContainEntry("resolved_at", null);
        assertThat(incident(node, INCIDENT_CANCELED)).containsEntry("state", "RESOLVED");
        Map<String, Object> open = incident(node, JOB_FAILED_AND_MIGRATED);
        assertThat(open)
                .containsEntry("state", "ACTIVE")
                .containsEntry("error_message", "boom")
                .containsEntry("process_definition_key", definition(node, "jobbased", 2))
                .containsEntry("resolved_at", null)
                .doesNotContainEntry("created_at", null);
        assertThat(node.auditActions("incident", key(open))).containsExactly("incident.created");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.5.8", "8.6.0"})
    void keepsWhatWasDeployedAlsoOnceItIsDeleted(String version) {
        Harness node = node(version);

        assertThat(node.row("process_definition", definition(node, "native", 1)))
                .containsEntry("name", "Native task")
                .containsEntry("documentation", "Someone decides.")
                .containsEntry("version_tag", "v1.0")
                .containsEntry("start_form_id", "ask")
                .containsEntry("resource_name", "kit.bpmn")
                .containsEntry("deleted_at", null);
        assertThat(node.row("process_definition", definition(node, "broken", 2)))
                .doesNotContainEntry("deleted_at", null)
                .doesNotContainEntry("checksum", "");
        assertThat(node.jdbc.queryForMap("select * from form"))
                .containsEntry("form_id", "ask")
                .doesNotContainEntry("deleted_at", null);
        assertThat(node.jdbc.queryForMap("select * from decision_requirements"))
                .containsEntry("requirements_id", "levels")
                .containsEntry("name", "Levels")
                .doesNotContainEntry("deleted_at", null);
        assertThat(node.jdbc.queryForMap("select * from decision_definition"))
                .containsEntry("decision_id", "level")
                .doesNotContainEntry("deleted_at", null);
        assertThat(node.auditActions("process-definition", definition(node, "broken", 2)))
                .containsExactly("process-definition.deployed", "process-definition.deleted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.5.8", "8.6.0"})
    void auditsTheTransitionsOfAnInstance(String version) {
        Harness node = node(version);

        assertThat(node.auditActions("process-instance", NATIVE_COMPLETED))
                .containsExactly("process-instance.started", "process-instance.completed");
        assertThat(node.auditActions("process-instance", PARENT_CANCELED))
                .containsExactly("process-instance.started", "process-instance.terminated");
    }

    private static Harness node(String version) {
        return NODES.computeIfAbsent(version, wanted -> {
            TestDatabase database = TestDatabase.create();
            RecordedRecords.export(database.owner(), 1, RecordedRecords.of(wanted));
            Harness node = new Harness(database, Harness.batchesOf(40), UnaryOperator.identity());
            node.catchUp(1);
            return node;
        });
    }

    private static Map<String, Object> variables(Harness node, long scope) {
        Map<String, Object> variables = new HashMap<>();
        node.jdbc.query(
                "select name, value from variable where scope_key = ?",
                row -> {
                    variables.put(row.getString(1), row.getString(2));
                },
                scope);
        return variables;
    }

    private static Map<String, Object> task(Harness node, long instance, String state) {
        return node.jdbc.queryForMap(
                "select * from task where process_instance_key = ? and state = ?", instance, state);
    }

    private static Map<String, Object> job(Harness node, long instance) {
        return node.jdbc.queryForMap("select * from job where process_instance_key = ?", instance);
    }

    private static Map<String, Object> incident(Harness node, long instance) {
        return node.jdbc.queryForMap("select * from incident where process_instance_key = ?", instance);
    }

    private static long definition(Harness node, String processId, int version) {
        return Objects.requireNonNull(node.jdbc.queryForObject(
                "select key from process_definition where process_id = ? and version = ?",
                Long.class,
                processId,
                version));
    }

    private static String[] list(Map<String, Object> row, String column) throws SQLException {
        return (String[]) ((Array) Objects.requireNonNull(row.get(column))).getArray();
    }

    private static long key(Map<String, Object> row) {
        return (long) Objects.requireNonNull(row.get("key"));
    }

    private static String time(Map<String, Object> row, String column) {
        return ((Timestamp) Objects.requireNonNull(row.get(column))).toInstant().toString();
    }
}
