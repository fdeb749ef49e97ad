package io.countersign.engine.instances;

import static io.countersign.engine.TidyProblem.isTidy;
import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.countersign.engine.Client;
import io.countersign.engine.Client.Answer;
import io.countersign.engine.EngineIT;
import io.countersign.engine.identity.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StartInstanceIT extends EngineIT {

    private final String process = uniqueId("start");
    private Client client;

    StartInstanceIT() {
        client = Client.browser(0);
    }

    @BeforeEach
    void haveAProcess() {
        deployServiceTask(process);
        client = person(Role.USER);
    }

    @Test
    void startsAnInstanceOnThePersonsRequest() {
        var answer = start(null, Map.of("amount", 12.5), "PO-1");

        assertThat(answer.status()).isEqualTo(200);
        var key = answer.body().path("processInstanceKey").asString();
        assertThat(answer.body().path("processDefinitionId").asString()).isEqualTo(process);
        assertThat(answer.body().path("processDefinitionVersion").asInt()).isEqualTo(1);
        assertThat(answer.body().path("businessKey").asString()).isEqualTo("PO-1");
        assertThat(jdbc.sql("""
                        select requester = substring(caller from 6) and business_key = 'PO-1'
                        from start_request where process_instance_key = ?
                        """).param(Long.valueOf(key)).query(Boolean.class).single())
                .isTrue();
        eventually()
                .untilAsserted(
                        () -> assertThat(jdbc.sql("select start_id is not null from process_instance where key = ?")
                                        .param(Long.valueOf(key))
                                        .query(Boolean.class)
                                        .optional())
                                .contains(true));
        assertThat(jdbc.sql(
                                "select count(*) from audit_entry where action = 'process-instance.requested' and object_id = ?")
                        .param(key)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void answersTheSameToTheSameAlsoAfterTheInstanceHasEnded() {
        var key = UUID.randomUUID().toString();
        var first = start(key, Map.of("a", 1, "b", Map.of("x", 1, "y", 2)), null);
        zeebe().newCancelInstanceCommand(first.body().path("processInstanceKey").asLong())
                .send()
                .join();

        var second = client.send("POST", "/v2/process-instances", """
                {"variables": {"b": {"y": 2, "x": 1}, "a": 1}, "processDefinitionId": "%s"}
                """.formatted(process), "Idempotency-Key", key);

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void startsOnceHoweverManyAskAtTheSameMoment() {
        var key = UUID.randomUUID().toString();

        // more than there are connections to the database: who waits holds none
        List<Answer> answers;
        try (var threads = Executors.newFixedThreadPool(24)) {
            answers = IntStream.range(0, 24)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> start(key, Map.of(), null), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(answers)
                .extracting(it -> it.body().path("processInstanceKey").asString())
                .hasSize(24);
        assertThat(answers.stream()
                        .map(it -> it.body().path("processInstanceKey").asString())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void refusesAKeyThatWasUsedForSomethingElse() {
        var key = UUID.randomUUID().toString();
        start(key, Map.of("a", 1), null);

        var other = start(key, Map.of("a", 2), null);

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.problem()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void saysWhatCanBeStartedWhereAProcessIsUnknown() {
        var answer = client.post("/v2/process-instances", Map.of("processDefinitionId", "nothing-like-it"));

        assertThat(answer.status()).isEqualTo(404);
        isTidy(answer);
        assertThat(answer.problem()).isEqualTo("unknown-process");
        assertThat(answer.body().path("detail").asString()).contains("/api/v1/startable-processes");
    }

    @Test
    void saysWhatTheModelSaid() {
        var silent = uniqueId("message-start");
        deploy(
                silent,
                Bpmn.createExecutableProcess(silent)
                        .startEvent("start")
                        .message("somebody-asks-" + silent)
                        .endEvent()
                        .done());
        var key = UUID.randomUUID().toString();
        var body = Map.of("processDefinitionId", silent);

        var answer = client.send("POST", "/v2/process-instances", body, "Idempotency-Key", key);
        var again = client.send("POST", "/v2/process-instances", body, "Idempotency-Key", key);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("not-startable");
        assertThat(answer.body().path("detail").asString()).contains("none start event");
        assertThat(again.status()).isEqualTo(422);
    }

    @Test
    void refusesWhatDoesNotFitAndDoesNothing() {
        var before = requestsOf();

        for (var variables : List.of("[]", "\"text\"", "12")) {
            var answer = client.post(
                    "/v2/process-instances",
                    "{\"processDefinitionId\":\"%s\",\"variables\":%s}".formatted(process, variables));
            assertThat(answer.status()).isEqualTo(400);
            isTidy(answer);
            assertThat(answer.body().path("errors").path(0).path("field").asString())
                    .isEqualTo("variables");
        }
        assertThat(start(null, Map.of("countersignStartId", "forged"), null).problem())
                .isEqualTo("reserved-variable");
        assertThat(start(null, Map.of("big", "x".repeat(2_200_000)), null).status())
                .isEqualTo(413);
        var large = start(null, Map.of("big", "x".repeat(5_000_000)), null);
        assertThat(large.status()).isEqualTo(413);
        isTidy(large);
        assertThat(client.post("/v2/process-instances", Map.of("variables", Map.of()))
                        .status())
                .isEqualTo(400);
        assertThat(client.post("/v2/process-instances", Map.of("processDefinitionId", process, "awaitCompletion", true))
                        .problem())
                .isEqualTo("not-supported");

        assertThat(requestsOf()).isEqualTo(before);
    }

    @Test
    void letsNobodyStartWithoutTheRole() {
        assertThat(system(Role.AUDITOR)
                        .post("/v2/process-instances", Map.of("processDefinitionId", process))
                        .status())
                .isEqualTo(403);
    }

    private long requestsOf() {
        return jdbc.sql("select count(*) from start_request where process_id = ?")
                .param(process)
                .query(Long.class)
                .single();
    }

    private Answer start(@Nullable String idempotencyKey, Map<String, Object> variables, @Nullable String businessKey) {
        var body = new HashMap<String, Object>(Map.of("processDefinitionId", process, "variables", variables));
        if (businessKey != null) {
            body.put("businessKey", businessKey);
        }
        return idempotencyKey == null
                ? client.post("/v2/process-instances", body)
                : client.send("POST", "/v2/process-instances", body, "Idempotency-Key", idempotencyKey);
    }
}
