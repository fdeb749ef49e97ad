package io.countersign.engine.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.countersign.engine.EngineIT;
import io.countersign.engine.commands.CommandStatus.Outcome;
import io.countersign.engine.commands.CommandStatus.State;
import io.countersign.engine.commands.EngineCommand.CompleteTask;
import io.countersign.engine.commands.EngineCommand.TaskKind;
import io.countersign.engine.identity.Role;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** The relay with the real engine: human tasks of both kinds, and what can happen to them meanwhile. */
class TellEngineIT extends EngineIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final String process = uniqueId("human");
    private final UUID decision = UUID.randomUUID();

    @Autowired
    EngineCommands commands;

    @Autowired
    TransactionTemplate transaction;

    @BeforeEach
    void haveATask() {
        deploy(
                process,
                Bpmn.createExecutableProcess(process)
                        .startEvent()
                        .userTask("old")
                        .userTask("new")
                        .zeebeUserTask()
                        .endEvent()
                        .done());
    }

    @Test
    void completesBothKindsOfTaskByTheirKey() {
        var instance = start();
        var old = taskOf(instance, "old");

        var id = submit(complete(old, TaskKind.JOB, instance));

        assertThat(commands.await(id, SOON).outcome()).isEqualTo(Outcome.OK);
        var next = taskOf(instance, "new");
        var second = submit(complete(next, TaskKind.NATIVE, instance));
        assertThat(commands.await(second, SOON).outcome()).isEqualTo(Outcome.OK);
        eventually().until(() -> state("process_instance", instance).equals("COMPLETED"));
        assertThat(jdbc.sql("select completed_by from task where key in (?, ?)")
                        .params(old, next)
                        .query(UUID.class)
                        .list())
                .containsOnly(decision);
    }

    @Test
    void recognisesItsOwnCompletion() {
        var instance = start();
        var task = taskOf(instance, "old");
        zeebe().newCompleteCommand(task)
                .variables(Map.of("countersignDecisionId", decision.toString()))
                .send()
                .join();

        var id = submit(complete(task, TaskKind.JOB, instance));

        assertThat(commands.await(id, SOON).outcome()).isEqualTo(Outcome.OK);
    }

    @Test
    void saysThatSomebodyElseWasFaster() {
        var instance = start();
        var task = taskOf(instance, "old");
        zeebe().newCompleteCommand(task).send().join();

        var id = submit(complete(task, TaskKind.JOB, instance));

        assertThat(commands.await(id, SOON).outcome()).isEqualTo(Outcome.COMPLETED_ELSEWHERE);
        assertThat(jdbc.sql("select count(*) from audit_entry where action = 'command.refused' and object_id = ?")
                        .param(Long.toString(id))
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void saysThatTheInstanceWasCancelled() {
        var instance = start();
        var task = taskOf(instance, "old");
        zeebe().newCancelInstanceCommand(instance).send().join();

        var id = submit(complete(task, TaskKind.JOB, instance));

        assertThat(commands.await(id, SOON).outcome()).isEqualTo(Outcome.CANCELED);
    }

    @Test
    void saysThatATaskNeverWas() {
        var id = submit(complete((2L << 51) + 123_456_789, TaskKind.JOB, 1));
        var other = submit(complete((1L << 51) + 123_456_789, TaskKind.NATIVE, 1));
        var nowhere = submit(complete(99, TaskKind.NATIVE, 1));

        assertThat(commands.await(id, SOON).outcome()).isEqualTo(Outcome.NOT_FOUND);
        assertThat(commands.await(other, SOON).outcome()).isEqualTo(Outcome.NOT_FOUND);
        assertThat(commands.await(nowhere, SOON).outcome()).isEqualTo(Outcome.NOT_FOUND);
    }

    @Test
    void goesOnWhenTheIncidentIsResolved() {
        var instance = start();
        var task = taskOf(instance, "old");
        zeebe().newFailCommand(task)
                .retries(0)
                .errorMessage("by mistake")
                .send()
                .join();
        eventually().until(() -> incidentOf(task) != 0);

        var id = submit(complete(task, TaskKind.JOB, instance));
        assertThat(commands.await(id, SOON).state()).isEqualTo(State.HELD);
        assertThat(person(Role.OPERATOR)
                        .post("/v2/incidents/" + incidentOf(task) + "/resolution", null)
                        .status())
                .isEqualTo(204);

        eventually().until(() -> commands.await(id, SOON).outcome() == Outcome.OK);
    }

    @Test
    void hasTheOperatorSeeAndRetryWhatTheEngineNeverTakes() {
        var operator = person(Role.OPERATOR);
        var instance = start();
        var task = taskOf(instance, "old");
        var id = submit(complete(task, TaskKind.JOB, instance));
        commands.await(id, SOON);
        // as if the engine had not taken it
        jdbc.sql("update engine_command set state = 'DEAD', outcome = 'FAILED', payload = ?::json where id = ?")
                .params(payload(task, instance), id)
                .update();

        var dead =
                operator.get("/api/v1/commands?state=DEAD").body().path("items").path(0);
        assertThat(dead.path("commandId").asString()).isEqualTo(Long.toString(id));
        assertThat(operator.post("/api/v1/commands/" + id + "/retry", null).status())
                .isEqualTo(204);

        eventually().until(() -> state("engine_command", id).equals("DONE"));
        assertThat(operator.post("/api/v1/commands/" + id + "/retry", null).status())
                .isEqualTo(409);
        assertThat(person(Role.USER).get("/api/v1/commands").status()).isEqualTo(403);
    }

    @Test
    void cancelsTheYoungerOfTwins() {
        var startId = UUID.randomUUID();
        jdbc.sql("""
                insert into engine_command (kind, target, payload, state, maybe_accepted, due_at, created_at)
                values ('CREATE_INSTANCE', ?, '{}', 'DONE', true, now(), now())
                """).param(startId.toString()).update();
        var older = start(Map.of("countersignStartId", startId.toString()));
        eventually().until(() -> state("process_instance", older).equals("ACTIVE"));

        var younger = start(Map.of("countersignStartId", startId.toString()));

        eventually().until(() -> state("process_instance", younger).equals("TERMINATED"));
        assertThat(state("process_instance", older)).isEqualTo("ACTIVE");
        assertThat(jdbc.sql("select after ->> 'keeps' from audit_entry where action = 'process-instance.twin-cancelled'"
                                + " and object_id = ?")
                        .param(Long.toString(younger))
                        .query(String.class)
                        .list())
                .containsExactly(Long.toString(older));
    }

    @Test
    void needsATransactionToSubmitAndNoneToWait() {
        assertThatThrownBy(() -> commands.submit(complete(1, TaskKind.JOB, 1), null))
                .isInstanceOf(IllegalTransactionStateException.class);
        assertThatThrownBy(() -> transaction.execute(status -> commands.await(1, Duration.ZERO)))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    private CompleteTask complete(long task, TaskKind kind, long instance) {
        return new CompleteTask(task, kind, instance, decision, Map.of("approved", true));
    }

    private String payload(long task, long instance) {
        return "{\"taskKey\":%d,\"kind\":\"JOB\",\"instanceKey\":%d,\"decisionId\":\"%s\",\"variables\":{}}"
                .formatted(task, instance, decision);
    }

    private long submit(EngineCommand command) {
        var id = transaction.execute(status -> commands.submit(command, null));
        return id == null ? 0 : id;
    }

    private long start() {
        return start(Map.of());
    }

    private long start(Map<String, Object> variables) {
        return zeebe().newCreateInstanceCommand()
                .bpmnProcessId(process)
                .latestVersion()
                .variables(variables)
                .send()
                .join()
                .getProcessInstanceKey();
    }

    private long taskOf(long instance, String element) {
        return eventually()
                .until(
                        () -> jdbc.sql("select key from task where process_instance_key = ? and element_id = ?")
                                .params(instance, element)
                                .query(Long.class)
                                .optional()
                                .orElse(0L),
                        key -> key != 0);
    }

    private long incidentOf(long job) {
        return jdbc.sql("select key from incident where job_key = ?")
                .param(job)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    private String state(String table, long key) {
        return jdbc.sql("select state from %s where %s = ?"
                        .formatted(table, table.equals("engine_command") ? "id" : "key"))
                .param(key)
                .query(String.class)
                .optional()
                .orElse("");
    }
}
