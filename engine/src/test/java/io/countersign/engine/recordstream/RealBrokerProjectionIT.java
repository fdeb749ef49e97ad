package io.countersign.engine.recordstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.countersign.engine.EngineIT;
import io.countersign.engine.RealParts;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What happens in a real broker, told by its real exporter, shows in the read model. */
class RealBrokerProjectionIT extends EngineIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> TABLES =
            List.of("process_instance", "element_instance", "variable", "job", "task", "incident");

    private final JdbcTemplate database;
    private final ReadModelRebuild rebuild;
    private final CamundaClient zeebe = zeebe();
    private final String id = UUID.randomUUID().toString().replace("-", "");
    private final Map<String, Object> variables =
            Map.of("assignee", "ann", "groups", List.of("managers"), "amount", 120, "orderId", "order-" + id);

    @Autowired
    RealBrokerProjectionIT(JdbcTemplate database, ReadModelRebuild rebuild) {
        this.database = database;
        this.rebuild = rebuild;
    }

    /** A kit of its own for every test: ids end in the test's. */
    @BeforeEach
    void deploy() {
        // the first deployment of a fresh broker may take its time
        zeebe.newDeployResourceCommand()
                .addResourceStringUtf8(model("kit.bpmn"), "kit.bpmn")
                .addResourceStringUtf8(model("level.dmn"), "level.dmn")
                .addResourceStringUtf8(model("ask.form"), "ask.form")
                .requestTimeout(PATIENCE)
                .send()
                .join();
    }

    @Test
    void showsAndCompletesANativeUserTask() throws Exception {
        long instance = start("native");

        long task = awaitTask(instance, "OPEN");
        assertThat(row("task", task))
                .containsEntry("kind", "NATIVE")
                .containsEntry("name", "Decide on it")
                .containsEntry("assignee", "ann");
        assertThat(String.valueOf(row("task", task).get("approval"))).contains("\"policy\": \"all\"");

        UUID decision = UUID.randomUUID();
        completeUserTask(
                task, "{\"variables\": {\"countersignDecisionId\": \"" + decision + "\", \"decision\": \"yes\"}}");

        awaitInstance(instance, "COMPLETED");
        assertThat(row("task", task)).containsEntry("state", "COMPLETED").containsEntry("completed_by", decision);
    }

    @Test
    void showsAJobBasedUserTaskUntilItsInstanceIsCanceled() {
        long instance = start("jobbased");
        long task = awaitTask(instance, "OPEN");
        assertThat(row("task", task)).containsEntry("kind", "JOB").containsEntry("assignee", "ann");

        zeebe.newCancelInstanceCommand(instance).send().join();

        awaitTask(instance, "CANCELED");
        awaitInstance(instance, "TERMINATED");
        assertThat(actions(instance))
                .containsExactly(
                        "process-instance.started", "task.created", "task.canceled", "process-instance.terminated");
    }

    @Test
    void completesAJobBasedUserTaskByItsKeyAlone() {
        long instance = start("jobbased");
        long task = awaitTask(instance, "OPEN");

        zeebe.newCompleteCommand(task).send().join();

        awaitTask(instance, "COMPLETED");
        assertThat(row("task", task)).containsEntry("completed_by", null);
        assertThat(actions(instance)).contains("task.policy-bypassed");
        assertThat(row("task", awaitTask(instance, "OPEN")))
                .containsEntry("external_form", "camunda-forms:bpmn:userTaskForm_1");
    }

    @Test
    void showsAnIncidentAndItsEnd() {
        long instance = start("broken");
        Map<String, Object> incident =
                awaitRow("select * from incident where process_instance_key = ? and state = 'ACTIVE'", instance);
        assertThat(incident).containsEntry("error_type", "IO_MAPPING_ERROR");

        zeebe.newSetVariablesCommand(instance)
                .variables(Map.of("nope", 1))
                .send()
                .join();
        zeebe.newResolveIncidentCommand(key(incident)).send().join();

        awaitRow("select * from incident where process_instance_key = ? and state = 'RESOLVED'", instance);
        awaitRow("select * from job where process_instance_key = ? and state = 'CREATED'", instance);
        zeebe.newCancelInstanceCommand(instance).send().join();
        awaitInstance(instance, "TERMINATED");
    }

    @Test
    void followsACalledProcessThroughTimerMessageAndDecision() {
        long parent = start("parent");
        Map<String, Object> child =
                awaitRow("select * from process_instance where parent_process_instance_key = ?", parent);
        assertThat(child).containsEntry("root_process_instance_key", parent).containsEntry("state", "ACTIVE");

        awaitRow(
                "select * from element_instance where process_instance_key = ? and element_id = 'msg' and state = 'ACTIVE'",
                key(child));
        zeebe.newPublishMessageCommand()
                .messageName("go-on")
                .correlationKey("order-" + id)
                .timeToLive(PATIENCE)
                .send()
                .join();

        awaitInstance(parent, "COMPLETED");
        awaitInstance(key(child), "COMPLETED");
        assertThat(database.queryForObject(
                        "select value from variable where scope_key = ? and name = 'level'", String.class, parent))
                .isEqualTo("\"high\"");
        assertThat(database.queryForObject(
                        "select name from decision_definition where decision_id = ?", String.class, "level" + id))
                .isEqualTo("Level");
        assertThat(database.queryForObject("select count(*) from form where form_id = ?", Integer.class, "ask" + id))
                .isOne();
    }

    @Test
    void rebuildsTheSameRowsAndTellsNobody() throws Exception {
        long instance = start("service");
        completeJob("cap-work" + id);
        awaitInstance(instance, "COMPLETED");
        long open = start("native");
        awaitTask(open, "OPEN");
        Map<String, Object> before = everything(List.of(instance, open));
        long entries = audited(instance);

        rebuild.run(progress -> {});

        assertThat(everything(List.of(instance, open))).isEqualTo(before);
        assertThat(audited(instance)).isEqualTo(entries).isPositive();
    }

    private String model(String name) {
        try (InputStream model = Objects.requireNonNull(getClass().getResourceAsStream("/models/" + name))) {
            return new String(model.readAllBytes(), StandardCharsets.UTF_8).replace("{id}", id);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private long start(String process) {
        return zeebe.newCreateInstanceCommand()
                .bpmnProcessId(process + id)
                .latestVersion()
                .variables(variables)
                .send()
                .join()
                .getProcessInstanceKey();
    }

    private static void completeUserTask(long task, String body) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            RealParts.shared().broker().restAddress().resolve("/v1/user-tasks/" + task + "/completion"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body))
                    .build();
            assertThat(http.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(204);
        }
    }

    private void completeJob(String type) throws Exception {
        Callable<List<ActivatedJob>> activate = () -> zeebe.newActivateJobsCommand()
                .jobType(type)
                .maxJobsToActivate(1)
                .timeout(PATIENCE)
                .send()
                .join()
                .getJobs();
        ActivatedJob job = await().atMost(PATIENCE)
                .until(activate, jobs -> !jobs.isEmpty())
                .getFirst();
        zeebe.newCompleteCommand(job).variables(Map.of("result", 42)).send().join();
    }

    private long awaitTask(long instance, String state) {
        return key(awaitRow("select * from task where process_instance_key = ? and state = '" + state + "'", instance));
    }

    private void awaitInstance(long instance, String state) {
        awaitRow("select * from process_instance where key = ? and state = '" + state + "'", instance);
    }

    private Map<String, Object> awaitRow(String sql, long key) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> database.queryForList(sql, key), rows -> !rows.isEmpty())
                .getFirst();
    }

    private Map<String, Object> row(String table, long key) {
        return database.queryForMap("select * from " + table + " where key = ?", key);
    }

    private static long key(Map<String, Object> row) {
        return (long) Objects.requireNonNull(row.get("key"));
    }

    private List<String> actions(long instance) {
        return database.queryForList(
                "select action from audit_entry where process_instance_key = ? order by position",
                String.class,
                instance);
    }

    private long audited(long instance) {
        return actions(instance).size();
    }

    private Map<String, Object> everything(List<Long> instances) {
        Map<String, Object> rows = new HashMap<>();
        for (String table : TABLES) {
            String column = table.equals("process_instance") ? "key" : "process_instance_key";
            for (long instance : instances) {
                rows.put(
                        table + instance,
                        database.queryForList(
                                "select t::text from " + table + " t where " + column + " = ? order by key",
                                String.class,
                                instance));
            }
        }
        return rows;
    }
}
