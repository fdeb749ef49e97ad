package io.countersign.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.builder.AbstractUserTaskBuilder;
import io.countersign.embedded.ZeebeSettings;
import io.countersign.standalone.Api.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * The whole product on each broker that we support. Instances are started and cancelled straight at the broker by somebody who knows
 * nothing of us, and what people made of their tasks is asked of the broker again.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("versions")
class CompatibilityIT {

    private final SupportedZeebe zeebe;

    CompatibilityIT(SupportedZeebe zeebe) {
        this.zeebe = zeebe;
    }

    static Stream<SupportedZeebe> versions() {
        return Stream.of(ZeebeSettings.DEFAULT_VERSION, ZeebeSettings.NEXT_VERSION)
                .map(SupportedZeebe::new);
    }

    @Test
    void decidesBothKindsOfTask() throws Exception {
        String process = unique("decide");
        deploy(
                process,
                Bpmn.createExecutableProcess(process)
                        .startEvent()
                        .userTask("native", task -> approval(task.zeebeUserTask(), "managers", "managerDecision"))
                        .userTask("job-based", task -> approval(task, "finance", "financeDecision"))
                        .endEvent()
                        .done());
        try (BrokerClient broker = zeebe.broker()) {
            var ended = broker.startAndAwaitEnd(process, Map.of("amount", 700));

            JsonNode first = task("manager", process);
            assertThat(first.path("kind").stringValue()).isEqualTo("NATIVE");
            assertThat(first.path("summary").path("amount").intValue()).isEqualTo(700);
            assertThat(decide("manager", first, Map.of("outcome", "approved", "variables", Map.of("costCentre", "C-1")))
                            .status())
                    .isEqualTo(200);
            JsonNode second = task("finance", process);
            assertThat(second.path("kind").stringValue()).isEqualTo("JOB");
            assertThat(decide("finance", second, Map.of("outcome", "rejected", "comment", "too much"))
                            .status())
                    .isEqualTo(200);

            JsonNode variables = ended.get(1, TimeUnit.MINUTES);
            assertThat(variables.path("amount").intValue()).isEqualTo(700);
            assertThat(variables.path("costCentre").stringValue()).isEqualTo("C-1");
            isDecision(variables.path("managerDecision"), "approved", "manager");
            isDecision(variables.path("financeDecision"), "rejected", "finance");
            for (JsonNode task : List.of(first, second)) {
                eventually().untilAsserted(() -> assertThat(stateOf(task)).isEqualTo("COMPLETED"));
            }
        }
    }

    @Test
    void completesBothKindsOfTask() throws Exception {
        String process = unique("complete");
        deploy(
                process,
                Bpmn.createExecutableProcess(process)
                        .startEvent()
                        .userTask("native", task -> task.zeebeUserTask().zeebeAssignee("manager"))
                        .userTask("job-based", task -> task.zeebeAssignee("finance"))
                        .endEvent()
                        .done());
        try (BrokerClient broker = zeebe.broker()) {
            var ended = broker.startAndAwaitEnd(process, Map.of());

            JsonNode first = task("manager", process);
            assertThat(first.path("kind").stringValue()).isEqualTo("NATIVE");
            assertThat(zeebe.person("manager")
                            .post(
                                    "/v2/user-tasks/" + key(first) + "/completion",
                                    Map.of("variables", Map.of("supplier", "Pens Ltd")))
                            .status())
                    .isEqualTo(204);
            JsonNode second = task("finance", process);
            assertThat(second.path("kind").stringValue()).isEqualTo("JOB");
            assertThat(zeebe.person("finance")
                            .post(path(second) + "/completion", Map.of("variables", Map.of("order", 7)))
                            .status())
                    .isEqualTo(200);

            JsonNode variables = ended.get(1, TimeUnit.MINUTES);
            assertThat(variables.path("supplier").stringValue()).isEqualTo("Pens Ltd");
            assertThat(variables.path("order").intValue()).isEqualTo(7);
        }
    }

    @Test
    void letsNobodyAroundAPolicyAndTakesCanceledTasksAway() {
        String process = unique("cancel");
        deploy(
                process,
                Bpmn.createExecutableProcess(process)
                        .startEvent()
                        .parallelGateway("both")
                        .userTask("native", task -> approval(task.zeebeUserTask(), "managers", "managerDecision"))
                        .endEvent()
                        .moveToNode("both")
                        .userTask("job-based", task -> approval(task, "finance", "financeDecision"))
                        .endEvent()
                        .done());
        var waiting = Map.of("manager", "NATIVE", "finance", "JOB");
        try (BrokerClient broker = zeebe.broker()) {
            long instance = broker.start(process, Map.of("amount", 700));
            waiting.forEach((who, kind) -> {
                JsonNode task = task(who, process);
                assertThat(task.path("kind").stringValue()).isEqualTo(kind);
                assertThat(task.path("processInstanceKey").stringValue()).isEqualTo(Long.toString(instance));
                Answer around = zeebe.person(who).post("/v2/user-tasks/" + key(task) + "/completion", Map.of());
                assertThat(around.status()).isEqualTo(409);
                assertThat(around.problem()).isEqualTo("task-has-policy");
            });
            var tasks = waiting.keySet().stream().map(who -> task(who, process)).toList();

            broker.cancel(instance);

            long acknowledged = System.nanoTime();
            waiting.forEach((who, kind) -> {
                Duration gone = untilGone(who, process, acknowledged);
                assertThat(gone).as(kind).isLessThanOrEqualTo(Duration.ofSeconds(1));
            });
            for (JsonNode task : tasks) {
                assertThat(stateOf(task)).isEqualTo("CANCELED");
            }
        }
    }

    @Test
    void letsNobodyDecideUntilAnOperatorNamesTheRequester() throws Exception {
        String process = unique("duties");
        deploy(
                process,
                Bpmn.createExecutableProcess(process)
                        .startEvent()
                        .userTask(
                                "approve",
                                task -> approval(task.zeebeUserTask(), "managers", "decision")
                                        .zeebeInput("requester", "approval.exclude"))
                        .endEvent()
                        .done());
        try (BrokerClient broker = zeebe.broker()) {
            var ended = broker.startAndAwaitEnd(process, Map.of("requester", "requester"));
            JsonNode task = task("manager", process);

            Answer refused = decide("manager", task, Map.of("outcome", "approved"));

            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.problem()).isEqualTo("requester-unknown");
            assertThat(refused.body().path("detail").stringValue()).contains("Ask an operator to name the requester");
            assertThat(zeebe.person("operator")
                            .put(
                                    "/api/v1/requests/"
                                            + task.path("processInstanceKey").stringValue() + "/requester",
                                    Map.of("username", "requester"))
                            .status())
                    .isEqualTo(200);
            assertThat(decide("manager", task, Map.of("outcome", "approved")).status())
                    .isEqualTo(200);
            isDecision(ended.get(1, TimeUnit.MINUTES).path("decision"), "approved", "manager");
        }
    }

    @Test
    void startsOncePerIdempotencyKeyAndPublishesMessages() {
        String process = deployWaitingForAMessage();
        String order = unique("order");
        String idempotencyKey = unique("start");
        Api system = zeebe.system();

        String instance = started(system.start(process, Map.of("order", order), idempotencyKey));

        assertThat(started(system.start(process, Map.of("order", order), idempotencyKey)))
                .isEqualTo(instance);
        assertThat(system.post(
                                "/v2/messages/publication",
                                Map.of("name", "order-arrived", "correlationKey", order, "timeToLive", 60_000))
                        .status())
                .isEqualTo(200);
        eventually().untilAsserted(() -> assertThat(stateOf(instance)).isEqualTo("COMPLETED"));
    }

    @Test
    void correlatesMessagesWhereTheBrokerCan() {
        String process = deployWaitingForAMessage();
        String order = unique("order");
        Api system = zeebe.system();
        String instance = started(system.start(process, Map.of("order", order), unique("start")));
        var message = Map.of("name", "order-arrived", "correlationKey", order);

        if (zeebe.isDefault()) {
            Answer refused = system.post("/v2/messages/correlation", message);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.problem()).isEqualTo("not-supported");
            assertThat(refused.body().path("detail").stringValue()).contains("8.6", zeebe.version());
        } else {
            // it is not kept for an instance that does not wait yet
            eventually()
                    .untilAsserted(() -> assertThat(system.post("/v2/messages/correlation", message)
                                    .body()
                                    .path("processInstanceKey")
                                    .asString())
                            .isEqualTo(instance));
            eventually().untilAsserted(() -> assertThat(stateOf(instance)).isEqualTo("COMPLETED"));
        }
    }

    private static <B extends AbstractUserTaskBuilder<B>> B approval(B task, String group, String result) {
        return task.zeebeCandidateGroups(group)
                .zeebeInput("any", "approval.policy")
                .zeebeInput(result, "approval.result");
    }

    private String deployWaitingForAMessage() {
        String process = unique("message");
        deploy(
                process,
                Bpmn.createExecutableProcess(process)
                        .startEvent()
                        .intermediateCatchEvent(
                                "arrived",
                                event -> event.message(message ->
                                        message.name("order-arrived").zeebeCorrelationKeyExpression("order")))
                        .endEvent()
                        .done());
        return process;
    }

    private void deploy(String process, BpmnModelInstance model) {
        assertThat(zeebe.person("designer").deploy(process, model).status()).isEqualTo(200);
    }

    private static String started(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        return answer.body().path("processInstanceKey").stringValue();
    }

    private JsonNode task(String who, String process) {
        eventually().until(() -> find(who, process).isPresent());
        return find(who, process).orElseThrow();
    }

    private Optional<JsonNode> find(String who, String process) {
        return StreamSupport.stream(
                        zeebe.person(who)
                                .get("/api/v1/tasks")
                                .body()
                                .path("items")
                                .spliterator(),
                        false)
                .filter(task -> task.path("processId").stringValue().equals(process))
                .findFirst();
    }

    private Duration untilGone(String who, String process, long since) {
        await().atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> find(who, process).isEmpty());
        return Duration.ofNanos(System.nanoTime() - since);
    }

    private Answer decide(String who, JsonNode task, Map<String, Object> decision) {
        return zeebe.person(who).post(path(task) + "/decision", decision);
    }

    private String stateOf(JsonNode task) {
        return zeebe.person("operator").get(path(task)).body().path("state").stringValue();
    }

    private String stateOf(String processInstanceKey) {
        return zeebe.person("operator")
                .get("/v2/process-instances/" + processInstanceKey)
                .body()
                .path("state")
                .asString("");
    }

    private static String path(JsonNode task) {
        return "/api/v1/tasks/" + key(task);
    }

    private static String key(JsonNode task) {
        return task.path("taskKey").stringValue();
    }

    private static void isDecision(JsonNode decision, String outcome, String by) {
        assertThat(decision.path("outcome").stringValue()).isEqualTo(outcome);
        assertThat(decision.path("votes").findValuesAsString("by")).containsExactly(by);
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(50));
    }

    private static String unique(String word) {
        return word + "-" + UUID.randomUUID();
    }
}
