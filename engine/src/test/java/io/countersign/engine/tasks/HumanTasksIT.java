package io.countersign.engine.tasks;

import static io.countersign.engine.TidyProblem.isTidy;
import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.search.enums.UserTaskState;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.countersign.engine.Cast;
import io.countersign.engine.Cast.Player;
import io.countersign.engine.Client.Answer;
import io.countersign.engine.EngineIT;
import io.countersign.engine.OfficialClient;
import io.countersign.engine.identity.Role;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** People's tasks from end to end: a real broker, our exporter, the projection, HTTP, the relay, and back. */
class HumanTasksIT extends EngineIT {

    @Autowired
    private ApplicationContext engine;

    private Cast cast;
    private String managers = "";
    private String finance = "";

    @BeforeEach
    void people() {
        cast = new Cast(engine);
        managers = cast.group();
        finance = cast.group();
    }

    @Test
    void goesFromPersonToPersonThroughBothKindsOfTask() {
        Player ann = cast.user(managers);
        Player ben = cast.user(managers);
        Player fay = cast.user(finance, managers);
        String processId = uniqueId("purchase");
        deploy(processId, purchase(processId));

        Answer started = ann.browser()
                .send(
                        "POST",
                        "/v2/process-instances",
                        Map.of("processDefinitionId", processId, "variables", Map.of("amount", 700)),
                        "Idempotency-Key",
                        uniqueId("start"));
        assertThat(started.status()).isEqualTo(200);
        String instance = started.body().path("processInstanceKey").stringValue();

        JsonNode first = taskFor(ben, instance);
        assertThat(first.path("kind").stringValue()).isEqualTo("NATIVE");
        assertThat(first.path("name").stringValue()).isEqualTo("Approve as manager");
        assertThat(first.path("hasPolicy").booleanValue()).isTrue();
        assertThat(first.path("summary").path("amount").intValue()).isEqualTo(700);
        assertThat(first.path("requester").path("username").stringValue()).isEqualTo(ann.username());
        assertThat(decide(ann, first, "approved").problem()).isEqualTo("excluded-requester");
        assertThat(decide(ben, first, "approved").status()).isEqualTo(200);

        JsonNode second = taskFor(fay, instance);
        assertThat(second.path("kind").stringValue()).isEqualTo("JOB");
        assertThat(decide(fay, second, "approved").status()).isEqualTo(200);

        eventually()
                .untilAsserted(() -> assertThat(ann.browser()
                                .get("/api/v1/requests/" + instance)
                                .body()
                                .path("state")
                                .stringValue())
                        .isEqualTo("COMPLETED"));
        JsonNode request = ann.browser().get("/api/v1/requests/" + instance).body();
        assertThat(request.path("outcome").stringValue()).isEqualTo("approved");
        assertThat(variable(request, "managerDecision")
                        .path("votes")
                        .path(0)
                        .path("by")
                        .stringValue())
                .isEqualTo(ben.username());
        assertThat(variable(request, "decision").path("outcome").stringValue()).isEqualTo("approved");
        for (JsonNode task : new JsonNode[] {first, second}) {
            JsonNode ended = shown(fay, task);
            assertThat(ended.path("state").stringValue()).isEqualTo("COMPLETED");
            assertThat(ended.path("engineSync").isNull()).isTrue();
            assertThat(ended.path("history").findValuesAsString("action"))
                    .contains("task.created", "task.decided", "task.completed");
        }
    }

    @Test
    void showsWhatSomebodyStartedAtTheBrokerAndTakesBackWhatTheyCanceled() {
        Player ben = cast.user(managers);
        String processId = uniqueId("purchase");
        deploy(processId, purchase(processId));
        long instance = startAtTheBroker(processId);

        JsonNode task = taskFor(ben, Long.toString(instance));
        assertThat(decide(ben, task, "approved").problem()).isEqualTo("requester-unknown");
        zeebe().newCancelInstanceCommand(instance).send().join();

        eventually()
                .untilAsserted(() ->
                        assertThat(shown(ben, task).path("state").stringValue()).isEqualTo("CANCELED"));
        Answer late = decide(ben, task, "approved");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.problem()).isEqualTo("task-canceled");
        isTidy(late);
        assertThat(jdbc.sql("select count(*) from task_decision where task_key = ?")
                        .param(Long.valueOf(task.path("taskKey").stringValue()))
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void noticesThatAPolicyWasBypassed() {
        Player ben = cast.user(finance);
        String processId = uniqueId("job-based");
        deploy(
                processId,
                Bpmn.createExecutableProcess(processId)
                        .startEvent()
                        .userTask(
                                "approve",
                                task -> task.zeebeCandidateGroups(finance).zeebeInput("any", "approval.policy"))
                        .endEvent()
                        .done());
        long instance = startAtTheBroker(processId);
        JsonNode task = taskFor(ben, Long.toString(instance));
        assertThat(ben.browser().post(path(task) + "/completion", Map.of()).problem())
                .isEqualTo("task-has-policy");

        zeebe().newCompleteCommand(Long.parseLong(task.path("taskKey").stringValue()))
                .send()
                .join();

        eventually()
                .untilAsserted(() ->
                        assertThat(shown(ben, task).path("state").stringValue()).isEqualTo("COMPLETED_ELSEWHERE"));
        eventually()
                .untilAsserted(() -> assertThat(shown(ben, task).path("history").findValuesAsString("action"))
                        .contains("task.policy-bypassed"));
        assertThat(decide(ben, task, "approved").problem()).isEqualTo("task-completed-elsewhere");
    }

    @Test
    void tellsTheEngineOfManyDecisionsOnceTheyCanNotBeUndone() {
        Player ben = cast.user(managers);
        String processId = uniqueId("in-bulk");
        deploy(
                processId,
                Bpmn.createExecutableProcess(processId)
                        .startEvent()
                        .userTask(
                                "approve",
                                task -> task.zeebeUserTask()
                                        .zeebeCandidateGroups(managers)
                                        .zeebeInput("any", "approval.policy"))
                        .endEvent()
                        .done());
        JsonNode kept = taskFor(ben, Long.toString(startAtTheBroker(processId)));
        JsonNode undone = taskFor(ben, Long.toString(startAtTheBroker(processId)));
        JsonNode alone = taskFor(ben, Long.toString(startAtTheBroker(processId)));
        JsonNode mistake = decideInBulk(ben, undone).body();
        assertThat(ben.browser()
                        .post(
                                "/api/v1/bulk-decisions/"
                                        + mistake.path("bulkDecisionId").stringValue() + "/undo",
                                null)
                        .body()
                        .path("items")
                        .path(0)
                        .path("undo")
                        .stringValue())
                .isEqualTo("undone");
        Answer decided = decideInBulk(ben, kept);
        assertThat(decided.status()).isEqualTo(200);
        Instant undoUntil = Instant.parse(decided.body().path("undoUntil").stringValue());

        // what is decided alone does not wait
        assertThat(decide(ben, alone, "approved").status()).isEqualTo(200);
        eventually()
                .untilAsserted(() -> assertThat(shown(ben, alone).path("state").stringValue())
                        .isEqualTo("COMPLETED"));
        assertThat(Instant.now()).isBefore(undoUntil);
        assertThat(shown(ben, kept).path("state").stringValue()).isEqualTo("DECIDED");

        eventually()
                .untilAsserted(() ->
                        assertThat(shown(ben, kept).path("state").stringValue()).isEqualTo("COMPLETED"));
        assertThat(jdbc.sql("select sent_at from engine_command where target = ?")
                        .param(kept.path("taskKey").stringValue())
                        .query(OffsetDateTime.class)
                        .single()
                        .toInstant())
                .isBetween(undoUntil, undoUntil.plusSeconds(2));
        assertThat(shown(ben, undone).path("state").stringValue()).isEqualTo("OPEN");
    }

    private static Answer decideInBulk(Player who, JsonNode task) {
        return who.browser()
                .send(
                        "POST",
                        "/api/v1/bulk-decisions",
                        Map.of("outcome", "approved", "taskKeys", List.of(task.path("taskKey"))),
                        "Idempotency-Key",
                        uniqueId("bulk"));
    }

    @Test
    void worksWithTheOfficialClient() {
        String processId = uniqueId("plain");
        deploy(
                processId,
                Bpmn.createExecutableProcess(processId)
                        .startEvent()
                        .userTask("fill-in", task -> task.zeebeUserTask().name("Fill it in"))
                        .endEvent()
                        .done());
        long instance = startAtTheBroker(processId);
        try (CamundaClient client = OfficialClient.of(port, newKey(Role.USER, Role.OPERATOR))) {
            eventually()
                    .untilAsserted(() -> assertThat(client.newUserTaskSearchRequest()
                                    .filter(filter ->
                                            filter.processInstanceKey(instance).state(UserTaskState.CREATED))
                                    .send()
                                    .join()
                                    .items())
                            .hasSize(1));
            var task = client.newUserTaskSearchRequest()
                    .filter(filter -> filter.processInstanceKey(instance))
                    .sort(sort -> sort.creationDate().desc())
                    .page(page -> page.limit(5))
                    .send()
                    .join()
                    .items()
                    .getFirst();
            assertThat(task.getName()).isEqualTo("Fill it in");
            assertThat(task.getBpmnProcessId()).isEqualTo(processId);

            client.newCompleteUserTaskCommand(task.getUserTaskKey())
                    .variables(Map.of("colour", "blue"))
                    .send()
                    .join();

            eventually()
                    .untilAsserted(() -> assertThat(client.newProcessInstanceGetRequest(instance)
                                    .send()
                                    .join()
                                    .getEndDate())
                            .isNotNull());
            JsonNode shown = cast.player(Set.of(Role.OPERATOR))
                    .browser()
                    .get("/api/v1/instances/" + instance)
                    .body();
            assertThat(variable(shown, "colour").stringValue()).isEqualTo("blue");
            assertThat(shown.path("tasks").path(0).path("state").stringValue()).isEqualTo("COMPLETED");
        }
    }

    private BpmnModelInstance purchase(String processId) {
        return Bpmn.createExecutableProcess(processId)
                .startEvent()
                .userTask(
                        "approve-as-manager",
                        task -> task.zeebeUserTask()
                                .name("Approve as manager")
                                .zeebeCandidateGroups(managers)
                                .zeebeInput("any", "approval.policy")
                                .zeebeInput("=[\"requester\"]", "approval.exclude")
                                .zeebeInput("managerDecision", "approval.result"))
                .userTask(
                        "approve-as-finance",
                        task -> task.name("Approve as finance")
                                .zeebeCandidateGroups(finance)
                                .zeebeInput("any", "approval.policy")
                                .zeebeInput("=[\"requester\", \"previousApprovers\"]", "approval.exclude"))
                .endEvent()
                .done();
    }

    private JsonNode taskFor(Player who, String instance) {
        String path = "/api/v1/tasks?processInstanceKey=" + instance;
        eventually().until(() -> !who.browser().get(path).body().path("items").isEmpty());
        return who.browser().get(path).body().path("items").path(0);
    }

    private static long startAtTheBroker(String processId) {
        return zeebe().newCreateInstanceCommand()
                .bpmnProcessId(processId)
                .latestVersion()
                .send()
                .join()
                .getProcessInstanceKey();
    }

    private static JsonNode shown(Player who, JsonNode task) {
        return who.browser().get(path(task)).body();
    }

    private static Answer decide(Player who, JsonNode task, String outcome) {
        return who.browser().post(path(task) + "/decision", Map.of("outcome", outcome));
    }

    private static String path(JsonNode task) {
        return "/api/v1/tasks/" + task.path("taskKey").stringValue();
    }

    private static JsonNode variable(JsonNode shown, String name) {
        return StreamSupport.stream(shown.path("variables").spliterator(), false)
                .filter(variable -> variable.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow()
                .path("value");
    }
}
