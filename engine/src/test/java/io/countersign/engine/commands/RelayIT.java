package io.countersign.engine.commands;

import static io.countersign.engine.processengine.EngineFailure.Kind.DEADLINE_EXCEEDED;
import static io.countersign.engine.processengine.EngineFailure.Kind.INVALID_ARGUMENT;
import static io.countersign.engine.processengine.EngineFailure.Kind.INVALID_STATE;
import static io.countersign.engine.processengine.EngineFailure.Kind.NOT_FOUND;
import static io.countersign.engine.processengine.EngineFailure.Kind.RESOURCE_EXHAUSTED;
import static io.countersign.engine.processengine.EngineFailure.Kind.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.engine.commands.CommandStatus.Outcome;
import io.countersign.engine.commands.CommandStatus.State;
import io.countersign.engine.commands.EngineCommand.CancelInstance;
import io.countersign.engine.commands.EngineCommand.CompleteTask;
import io.countersign.engine.commands.EngineCommand.CreateInstance;
import io.countersign.engine.commands.EngineCommand.ResolveIncident;
import io.countersign.engine.commands.EngineCommand.SetVariables;
import io.countersign.engine.commands.EngineCommand.TaskKind;
import io.countersign.engine.processengine.EngineFailure;
import io.countersign.engine.processengine.FakeEngine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every outcome a command can have, on a real outbox; the engine is a fake that fails as told. */
class RelayIT {

    private static final Duration A_WHILE = Duration.ofSeconds(6);
    private static final int RACES = 60;
    private static final Duration SETTLED = Duration.ofSeconds(21);

    private final RelayFixture relay = new RelayFixture();
    private final FakeEngine engine = relay.engine;
    private final UUID decision = UUID.randomUUID();
    private final long task = FakeEngine.key(1, 42);

    @Test
    void completesATaskAsSoonAsTheDecisionIsCommitted() {
        var id = relay.submit(completeTask());
        assertThat(engine.asked("completeJob"))
                .containsExactly("completeJob %d {\"decision\":\"approved\",\"countersignDecisionId\":\"%s\"}"
                        .formatted(task, decision));

        relay.write();

        assertThat(relay.status(id)).isEqualTo(new CommandStatus(id, State.DONE, Outcome.OK, null, Map.of()));
        assertThat(relay.commands.await(id, Duration.ZERO).state()).isEqualTo(State.DONE);
        assertThat(relay.commands.ofTasks(List.of(task))).containsOnlyKeys(task);
        assertThat(relay.finished).singleElement().satisfies(it -> {
            assertThat(it.command()).isEqualTo(completeTask());
            assertThat(it.requestId()).isEqualTo("request-1");
        });
    }

    @Test
    void sendsNothingWhenTheTransactionIsRolledBack() {
        relay.transaction.executeWithoutResult(status -> {
            relay.commands.submit(completeTask(), null);
            status.setRollbackOnly();
        });
        relay.turnAfter(SETTLED);

        assertThat(engine.asked()).isEmpty();
        assertThat(relay.window.inFlight()).isZero();
    }

    @Test
    void holdsBackWhatMayBeWithdrawnAndNothingElse() {
        var id = relay.submitIn(Duration.ofSeconds(10), completeTask());
        relay.submit(new CancelInstance(FakeEngine.key(1, 7)));
        relay.turnAfter(Duration.ofSeconds(9));
        assertThat(engine.asked()).singleElement().asString().startsWith("cancelInstance");
        assertThat(relay.status(id).state()).isEqualTo(State.PENDING);

        relay.turnAfter(Duration.ofSeconds(1));

        assertThat(relay.status(id).outcome()).isEqualTo(Outcome.OK);
        assertThat(engine.asked("completeJob")).hasSize(1);
        assertThat(relay.withdraw(task)).isFalse();
    }

    @Test
    void sendsWhatWasHeldBackFromAnotherNodeAfterARestart() {
        relay.submitIn(Duration.ofSeconds(10), completeTask());

        relay.otherNode().turnAfter(Duration.ofSeconds(10));

        assertThat(engine.asked("completeJob")).hasSize(1);
    }

    @Test
    void sendsNothingThatWasWithdrawn() {
        relay.submitIn(Duration.ofSeconds(10), completeTask());

        assertThat(relay.withdraw(task)).isTrue();
        assertThat(relay.withdraw(task)).isFalse();
        relay.turnAfter(Duration.ofMinutes(1));

        assertThat(engine.asked()).isEmpty();
        assertThat(relay.commands.ofTasks(List.of(task))).isEmpty();
        relay.submit(completeTask());
        assertThat(engine.asked("completeJob")).hasSize(1);
    }

    @Test
    void withdrawsNothingThatWasOnItsWayBefore() {
        engine.failNext("completeJob", EngineFailure.refused(UNAVAILABLE, "away"));
        relay.submit(completeTask());
        relay.write();

        assertThat(relay.withdraw(task)).isFalse();

        relay.turnAfter(A_WHILE);
        assertThat(engine.asked("completeJob")).hasSize(2);
    }

    @Test
    void eitherSendsOrWithdraws() throws Exception {
        var node = relay.otherNode();
        for (int round = 0; round < RACES; round++) {
            long key = FakeEngine.key(1, 1000 + round);
            relay.submitIn(Duration.ofSeconds(1), completeTask(key));
            relay.clock.pass(Duration.ofSeconds(1));
            var together = new CyclicBarrier(3);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var sending = threads.submit(() -> turn(relay, together));
                var alsoSending = threads.submit(() -> turn(node, together));
                var withdrawing = threads.submit(() -> {
                    together.await();
                    return relay.withdraw(key);
                });
                sending.get();
                alsoSending.get();
                boolean won = withdrawing.get();
                relay.turn();
                assertThat(engine.asked("completeJob"))
                        .filteredOn(asked -> asked.contains(Long.toString(key)))
                        .hasSize(won ? 0 : 1);
            }
        }
    }

    private static @Nullable Void turn(RelayFixture node, CyclicBarrier together) throws Exception {
        together.await();
        node.turn();
        return null;
    }

    @Test
    void takesOneCommandPerTargetAtATime() {
        var id = relay.submit(completeTask());

        assertThatThrownBy(() -> relay.submit(completeTask())).isInstanceOf(CommandAlreadyOpen.class);

        relay.write();
        assertThat(relay.window.inFlight()).isZero();
        assertThat(relay.submit(completeTask())).isGreaterThan(id);
    }

    @Test
    void sendsWhatDidNotFitInTheWindow() {
        var hanging = IntStream.range(0, 8)
                .mapToObj(i -> engine.hangNext("cancelInstance"))
                .toList();
        IntStream.range(0, 20).forEach(i -> relay.submit(new CancelInstance(FakeEngine.key(1, i))));
        assertThat(engine.asked()).hasSize(8);
        relay.turn();
        assertThat(engine.asked()).hasSize(8);

        hanging.forEach(it -> it.complete(EngineFailure.refused(INVALID_STATE, "has a parent")));
        relay.turn();

        assertThat(engine.asked()).hasSize(20);
        assertThat(relay.commands.backlog().pending()).isZero();
    }

    @Test
    void comesBackAfterBadWeatherWithoutBurningAttempts() {
        engine.failNext(
                "completeJob",
                EngineFailure.refused(RESOURCE_EXHAUSTED, "busy"),
                EngineFailure.refused(UNAVAILABLE, "away"),
                new EngineFailure(DEADLINE_EXCEEDED, true, "late"));
        var id = relay.submit(completeTask());
        relay.write();
        assertThat(relay.status(id).state()).isEqualTo(State.PENDING);

        relay.turnAfter(A_WHILE);
        relay.turnAfter(A_WHILE);
        assertThat(column(id, "attempts")).isEqualTo(0);
        assertThat(column(id, "backoffs")).isEqualTo(3);
        relay.turnAfter(A_WHILE);

        assertThat(relay.status(id).outcome()).isEqualTo(Outcome.OK);
        assertThat(engine.asked("completeJob")).hasSize(4);
    }

    @Test
    void knowsItsOwnCompletionByTheDecision() {
        gone("completeJob");
        var id = relay.submit(completeTask());
        project("COMPLETED", decision);
        relay.write();

        relay.turn();

        assertThat(relay.status(id)).isEqualTo(new CommandStatus(id, State.DONE, Outcome.OK, null, Map.of()));
    }

    @Test
    void saysWhoElseCompletedIt() {
        gone("completeJob");
        var id = relay.submit(completeTask());
        project("COMPLETED", UUID.randomUUID());
        relay.write();

        relay.turn();

        assertThat(relay.status(id).state()).isEqualTo(State.REFUSED);
        assertThat(relay.status(id).outcome()).isEqualTo(Outcome.COMPLETED_ELSEWHERE);
    }

    @Test
    void saysThatItWasCancelled() {
        gone("completeJob");
        var id = relay.submit(completeTask());
        project("CANCELED", null);
        relay.write();

        relay.turn();

        assertThat(relay.status(id).outcome()).isEqualTo(Outcome.CANCELED);
    }

    @Test
    void waitsForTheProjectionBeforeItBelievesThatATaskIsGone() {
        gone("completeJob");
        project("OPEN", null);
        var id = relay.submit(completeTask());
        relay.write();

        relay.turnAfter(A_WHILE);
        relay.turnAfter(A_WHILE);
        assertThat(relay.status(id).state()).isEqualTo(State.AMBIGUOUS);
        assertThat(engine.asked("publishMessage")).isNotEmpty();

        projectEverything();
        relay.turnAfter(A_WHILE);

        assertThat(relay.status(id).state()).isEqualTo(State.REFUSED);
        assertThat(relay.status(id).outcome()).isEqualTo(Outcome.NOT_FOUND);
    }

    @Test
    void holdsADecisionUntilTheIncidentIsResolved() {
        engine.failNext("completeJob", EngineFailure.refused(INVALID_STATE, "it is in state 'FAILED'"));
        var id = relay.submit(completeTask());
        incident("ACTIVE");
        relay.write();
        assertThat(relay.commands.await(id, Duration.ofSeconds(5)).state()).isEqualTo(State.HELD);

        relay.turnAfter(Duration.ofMinutes(10));
        assertThat(relay.status(id).state()).isEqualTo(State.HELD);
        assertThat(relay.commands.backlog().held()).isEqualTo(1);
        relay.jdbc.sql("update incident set state = 'RESOLVED'").update();
        relay.turnAfter(A_WHILE);

        assertThat(relay.status(id).outcome()).isEqualTo(Outcome.OK);
        assertThat(engine.asked("completeJob")).hasSize(2);
    }

    @Test
    void givesUpOnADecisionTheEngineCannotTake() {
        engine.failNext("completeJob", EngineFailure.refused(INVALID_ARGUMENT, "not a document"));
        var id = relay.submit(completeTask());
        relay.write();

        assertThat(relay.status(id).state()).isEqualTo(State.DEAD);
        assertThat(relay.commands.backlog().dead()).isEqualTo(1);
        assertThat(relay.metrics
                        .timer("countersign.commands.finished", "kind", "COMPLETE_TASK", "outcome", "INVALID_ARGUMENT")
                        .count())
                .isEqualTo(1);
        // an operator can have it sent again, so what it says is kept
        assertThat(column(id, "payload::text")).asString().contains(decision.toString());
    }

    @Test
    void finishesACancellationThatWasRepeated() {
        var instance = FakeEngine.key(1, 7);
        engine.failNext(
                "cancelInstance",
                new EngineFailure(DEADLINE_EXCEEDED, true, "late"),
                EngineFailure.refused(NOT_FOUND, "no such instance"));
        var id = relay.submit(new CancelInstance(instance));
        instance(instance, null, "TERMINATED");
        relay.write();

        relay.turnAfter(A_WHILE);
        relay.turn();

        assertThat(relay.status(id).outcome()).isEqualTo(Outcome.OK);
    }

    @Test
    void saysThatThereIsNothingLeftToCancel() {
        var instance = FakeEngine.key(1, 7);
        engine.failNext("cancelInstance", EngineFailure.refused(NOT_FOUND, "no such instance"));
        var id = relay.submit(new CancelInstance(instance));
        instance(instance, null, "COMPLETED");
        relay.write();

        relay.turn();

        assertThat(relay.status(id).outcome()).isEqualTo(Outcome.NOT_FOUND);
    }

    @Test
    void raisesTheRetriesBeforeItResolvesTheIncidentOfAJob() {
        relay.submit(new ResolveIncident(5, 6L, 3, 7));
        relay.submit(new ResolveIncident(8, null, 1, 7));

        assertThat(engine.asked()).containsExactly("updateJobRetries 6 3", "resolveIncident 5", "resolveIncident 8");
    }

    @Test
    void setsVariables() {
        relay.submit(new SetVariables(5, 6, Map.of("amount", 3), true));

        assertThat(engine.asked()).containsExactly("setVariables 5 {\"amount\":3} true");
    }

    @Test
    void answersAStartWithTheInstance() {
        var start = create();
        var id = relay.submit(start);
        relay.write();

        assertThat(engine.asked("createInstance"))
                .containsExactly("createInstance 9 {\"countersignStartId\":\"" + start.startId() + "\"}");
        assertThat(relay.status(id).result()).containsEntry("processInstanceKey", FakeEngine.key(1, 1));
        assertThat(relay.commands.awaitStart(start.startId(), Duration.ZERO))
                .hasValueSatisfying(it -> assertThat(it.state()).isEqualTo(State.DONE));
    }

    @Test
    void findsAStartWithoutAnAnswerInTheReadModel() {
        engine.failNext("createInstance", new EngineFailure(DEADLINE_EXCEEDED, true, "late"));
        var start = create();
        var id = relay.submit(start);
        relay.write();
        assertThat(relay.status(id).state()).isEqualTo(State.AMBIGUOUS);

        relay.turnAfter(Duration.ofSeconds(1));
        assertThat(relay.status(id).state()).isEqualTo(State.AMBIGUOUS);
        instance(FakeEngine.key(2, 77), start.startId(), "COMPLETED");
        relay.turnAfter(Duration.ofSeconds(1));

        assertThat(relay.status(id).outcome()).isEqualTo(Outcome.OK);
        assertThat(relay.status(id).result()).containsEntry("processInstanceKey", FakeEngine.key(2, 77));
        assertThat(engine.asked("createInstance")).hasSize(1);
    }

    @Test
    void sendsAStartAgainOnlyOnceTheProjectionHasCaughtUpOnEveryPartition() {
        engine.failNext("createInstance", new EngineFailure(UNAVAILABLE, true, "gone"));
        var id = relay.submit(create());
        relay.write();

        relay.turnAfter(Duration.ofSeconds(10));
        // the engine may still be at it, a marker would prove nothing
        assertThat(engine.asked("publishMessage")).isEmpty();
        relay.turnAfter(SETTLED);
        assertThat(engine.asked("publishMessage")).hasSizeGreaterThanOrEqualTo(2);
        projectPartition(1);
        relay.turnAfter(A_WHILE);
        assertThat(engine.asked("createInstance")).hasSize(1);
        projectPartition(2);
        relay.turnAfter(A_WHILE);
        relay.turn();

        assertThat(engine.asked("createInstance")).hasSize(2);
        assertThat(relay.status(id).outcome()).isEqualTo(Outcome.OK);
    }

    @Test
    void doesNotBelieveAMarkerFromBeforeTheEngineSettled() {
        engine.failNext("createInstance", new EngineFailure(UNAVAILABLE, true, "gone"));
        relay.submit(create());
        relay.write();
        relay.turnAfter(SETTLED);
        projectEverything();
        relay.turnAfter(A_WHILE);
        relay.turn();
        assertThat(engine.asked("createInstance")).hasSize(2);

        engine.failNext("createInstance", new EngineFailure(UNAVAILABLE, true, "gone"));
        relay.submit(create());
        relay.write();
        relay.turnAfter(A_WHILE);
        relay.turnAfter(A_WHILE);

        assertThat(engine.asked("createInstance")).hasSize(3);
    }

    @Test
    void takesOverFromANodeThatDiedBeforeItSent() {
        var unanswered = engine.hangNext("completeJob");
        var id = relay.submit(completeTask());
        var other = relay.otherNode();
        other.turn();
        assertThat(engine.asked("completeJob")).hasSize(1);

        other.turnAfter(Duration.ofSeconds(16));

        assertThat(engine.asked("completeJob")).hasSize(2);
        assertThat(other.status(id).outcome()).isEqualTo(Outcome.OK);
        assertThat(unanswered).isNotDone();
    }

    @Test
    void doubtsTheStartOfANodeThatDied() {
        var unanswered = engine.hangNext("createInstance");
        var start = create();
        var id = relay.submit(start);
        var other = relay.otherNode();

        other.turnAfter(Duration.ofSeconds(16));
        assertThat(other.status(id).state()).isEqualTo(State.AMBIGUOUS);
        assertThat(engine.asked("createInstance")).hasSize(1);
        instance(FakeEngine.key(1, 5), start.startId(), "ACTIVE");
        other.turnAfter(A_WHILE);

        assertThat(other.status(id).result()).containsEntry("processInstanceKey", FakeEngine.key(1, 5));
        assertThat(unanswered).isNotDone();
    }

    @Test
    void believesALateAnswerAlsoWithoutTheLease() {
        var hanging = engine.hangNext("createInstance");
        var id = relay.submit(create());
        var other = relay.otherNode();
        other.turnAfter(Duration.ofSeconds(16));

        hanging.complete(EngineFailure.refused(INVALID_ARGUMENT, "no start event"));
        relay.write();

        assertThat(relay.status(id).state()).isEqualTo(State.REFUSED);
        other.turnAfter(A_WHILE);
        assertThat(other.status(id).state()).isEqualTo(State.REFUSED);
    }

    @Test
    void hearsOfACommandThatAnotherNodeSends() {
        var id = relay.submit(completeTask());
        var other = relay.otherNode();
        relay.write();

        assertThat(other.commands.await(id, Duration.ofSeconds(5)).outcome()).isEqualTo(Outcome.OK);
    }

    private CompleteTask completeTask() {
        return completeTask(task);
    }

    private CompleteTask completeTask(long taskKey) {
        return new CompleteTask(taskKey, TaskKind.JOB, 7, decision, Map.of("decision", "approved"));
    }

    private static CreateInstance create() {
        return new CreateInstance(UUID.randomUUID(), 9, "<default>", Map.of());
    }

    private void gone(String method) {
        engine.failNext(method, EngineFailure.refused(NOT_FOUND, "no such job was found"));
    }

    private void project(String state, @Nullable UUID completedBy) {
        relay.jdbc.sql("""
                insert into task (key, kind, partition_id, process_instance_key, element_instance_key,
                    process_definition_key, process_id, element_id, state, completed_by)
                values (?, 'JOB', 1, 7, 8, 9, 'p', 'e', ?, ?)
                """).param(task).param(state).param(completedBy).update();
    }

    private void incident(String state) {
        relay.jdbc.sql("""
                insert into incident (key, partition_id, process_instance_key, process_definition_key, process_id,
                    element_instance_key, element_id, job_key, error_type, error_message, state)
                values (99, 1, 7, 9, 'p', 8, 'e', ?, 'JOB_NO_RETRIES', 'no', ?)
                """).params(task, state).update();
    }

    private void instance(long key, @Nullable UUID startId, String state) {
        relay.jdbc.sql("""
                insert into process_instance (key, partition_id, process_definition_key, process_id, version,
                    root_process_instance_key, start_id, state)
                values (?, 1, 9, 'p', 1, ?, ?, ?)
                """).param(key).param(key).param(startId).param(state).update();
    }

    private void projectEverything() {
        projectPartition(1);
        projectPartition(2);
    }

    /** As if the exporter had written all markers of the partition, and the projection had read them. */
    private void projectPartition(int partition) {
        relay.owner.sql("""
                insert into zeebe_record (day, partition_id, position, record_key, value_type, intent,
                    process_instance_key, ts, value)
                select current_date, ?, n, (?::bigint << 51) + n, 'MESSAGE', 'PUBLISHED', -1, now(), '{}'
                from generate_series(1, 1000) n on conflict do nothing
                """).params(partition, partition).update();
        relay.jdbc.sql("""
                insert into projection_cursor (partition_id, position) values (?, 1000) on conflict do nothing
                """).param(partition).update();
    }

    private Object column(long id, String column) {
        return relay.jdbc
                .sql("select " + column + " from engine_command where id = ?")
                .param(id)
                .query()
                .singleValue();
    }
}
