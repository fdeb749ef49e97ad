package io.countersign.engine.commands;

import static io.countersign.engine.processengine.EngineFailure.Kind.DEADLINE_EXCEEDED;
import static io.countersign.engine.processengine.EngineFailure.Kind.INVALID_ARGUMENT;
import static io.countersign.engine.processengine.EngineFailure.Kind.INVALID_STATE;
import static io.countersign.engine.processengine.EngineFailure.Kind.NOT_FOUND;
import static io.countersign.engine.processengine.EngineFailure.Kind.RESOURCE_EXHAUSTED;
import static io.countersign.engine.processengine.EngineFailure.Kind.UNAVAILABLE;
import static io.countersign.engine.processengine.EngineFailure.Kind.UNKNOWN;
import static io.countersign.engine.processengine.EngineFailure.Kind.UNSUPPORTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.MutableClock;
import io.countersign.engine.commands.CommandStatus.Outcome;
import io.countersign.engine.commands.CommandStatus.State;
import io.countersign.engine.commands.EngineCommand.CancelInstance;
import io.countersign.engine.commands.EngineCommand.CompleteTask;
import io.countersign.engine.commands.EngineCommand.CreateInstance;
import io.countersign.engine.commands.EngineCommand.ResolveIncident;
import io.countersign.engine.commands.EngineCommand.SetVariables;
import io.countersign.engine.commands.EngineCommand.TaskKind;
import io.countersign.engine.processengine.EngineAnswer;
import io.countersign.engine.processengine.EngineFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class JudgeTests {

    private static final CompleteTask COMPLETE = new CompleteTask(42, TaskKind.JOB, 7, UUID.randomUUID(), Map.of());
    private static final CreateInstance CREATE = new CreateInstance(UUID.randomUUID(), 1, "<default>", Map.of());

    private final MutableClock clock = new MutableClock();
    private final Judge judge = new Judge(
            Settings.any(),
            new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), clock, RandomGenerator.getDefault()),
            clock);

    @ParameterizedTest
    @MethodSource("allCommands")
    void finishesWhatTheEngineDid(EngineCommand command) {
        var verdict = judge.of(leased(command, 0, 0, false), EngineAnswer.ok(Map.of("processInstanceKey", 5L)));

        assertThat(verdict)
                .isEqualTo(new Verdict.Finish(State.DONE, Outcome.OK, null, Map.of("processInstanceKey", 5L)));
    }

    @ParameterizedTest
    @EnumSource(
            value = EngineFailure.Kind.class,
            names = {"RESOURCE_EXHAUSTED", "UNAVAILABLE"})
    void comesBackLaterWithoutBurningAttemptsInBadWeather(EngineFailure.Kind kind) {
        var verdict = judge.of(leased(COMPLETE, 3, 2, false), EngineAnswer.failed(EngineFailure.refused(kind, "busy")));

        assertThat(verdict).isInstanceOfSatisfying(Verdict.SendAgain.class, again -> {
            assertThat(again.weather()).isTrue();
            assertThat(again.maybeAccepted()).isFalse();
            // the third back-off: between half and all of 400 ms
            assertThat(again.dueAt()).isBetween(in(200), in(400));
        });
    }

    @Test
    void repeatsACompletionThatGotNoAnswer() {
        var verdict = judge.of(
                leased(COMPLETE, 0, 0, false), EngineAnswer.failed(new EngineFailure(DEADLINE_EXCEEDED, true, "")));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.SendAgain.class,
                        again -> assertThat(again.maybeAccepted()).isTrue());
    }

    @ParameterizedTest
    @EnumSource(
            value = EngineFailure.Kind.class,
            names = {"UNAVAILABLE", "DEADLINE_EXCEEDED", "UNKNOWN"})
    void asksTheReadModelAboutAStartThatGotNoAnswer(EngineFailure.Kind kind) {
        var verdict = judge.of(leased(CREATE, 0, 0, false), EngineAnswer.failed(new EngineFailure(kind, true, "")));

        assertThat(verdict).isInstanceOfSatisfying(Verdict.AskReadModel.class, ask -> {
            assertThat(ask.maybeAccepted()).isTrue();
            assertThat(ask.conclusiveAfter()).isEqualTo(in(20_000));
        });
    }

    @Test
    void repeatsAStartThatWasCertainlyNotAccepted() {
        assertThat(judge.of(leased(CREATE, 0, 0, false), refused(UNAVAILABLE))).isInstanceOf(Verdict.SendAgain.class);
        assertThat(judge.of(leased(CREATE, 0, 0, false), refused(RESOURCE_EXHAUSTED)))
                .isInstanceOf(Verdict.SendAgain.class);
    }

    @ParameterizedTest
    @MethodSource("reconcilable")
    void asksTheReadModelWhatBecameOfAThingThatIsGone(EngineCommand command) {
        var verdict = judge.of(leased(command, 0, 0, true), refused(NOT_FOUND));

        assertThat(verdict)
                .isEqualTo(new Verdict.AskReadModel(clock.instant(), clock.instant(), true, true, "NOT_FOUND"));
    }

    @Test
    void tellsTheCallerWhatCannotBeFound() {
        assertThat(judge.of(leased(CREATE, 0, 0, false), refused(NOT_FOUND)))
                .isEqualTo(Verdict.refused(Outcome.NOT_FOUND, "NOT_FOUND"));
        assertThat(judge.of(leased(set(), 0, 0, false), refused(NOT_FOUND)))
                .isEqualTo(Verdict.refused(Outcome.NOT_FOUND, "NOT_FOUND"));
    }

    @Test
    void holdsADecisionThatAnIncidentBlocks() {
        assertThat(judge.of(leased(COMPLETE, 0, 0, false), refused(INVALID_STATE)))
                .isInstanceOf(Verdict.Hold.class);
    }

    @Test
    void refusesWhatElseIsInTheWrongState() {
        assertThat(judge.of(leased(new CancelInstance(1), 0, 0, false), refused(INVALID_STATE)))
                .isEqualTo(Verdict.refused(Outcome.INVALID_STATE, "INVALID_STATE"));
    }

    @Test
    void givesADecisionThatTheEngineCannotTakeToAnOperator() {
        assertThat(judge.of(leased(COMPLETE, 0, 0, false), refused(INVALID_ARGUMENT)))
                .isEqualTo(Verdict.dead(Outcome.INVALID_ARGUMENT, "INVALID_ARGUMENT"));
        assertThat(judge.of(leased(CREATE, 0, 0, false), refused(INVALID_ARGUMENT)))
                .isEqualTo(Verdict.refused(Outcome.INVALID_ARGUMENT, "INVALID_ARGUMENT"));
        assertThat(judge.of(leased(COMPLETE, 0, 0, false), refused(UNSUPPORTED)))
                .isEqualTo(Verdict.dead(Outcome.FAILED, "UNSUPPORTED"));
    }

    @Test
    void givesUpOnTheUnforeseenAfterTheLastAttempt() {
        assertThat(judge.of(leased(COMPLETE, 8, 0, false), refused(UNKNOWN)))
                .isInstanceOfSatisfying(
                        Verdict.SendAgain.class,
                        again -> assertThat(again.weather()).isFalse());
        assertThat(judge.of(leased(COMPLETE, 9, 0, false), refused(UNKNOWN)))
                .isEqualTo(Verdict.dead(Outcome.FAILED, "UNKNOWN"));
    }

    static List<EngineCommand> allCommands() {
        return List.of(COMPLETE, CREATE, new CancelInstance(1), new ResolveIncident(1, 2L, 1, 3), set());
    }

    static List<EngineCommand> reconcilable() {
        return List.of(COMPLETE, new CancelInstance(1), new ResolveIncident(1, 2L, 1, 3));
    }

    private static SetVariables set() {
        return new SetVariables(1, 2, Map.of(), true);
    }

    private static EngineAnswer<Map<String, @Nullable Object>> refused(EngineFailure.Kind kind) {
        return EngineAnswer.failed(EngineFailure.refused(kind, kind.name()));
    }

    private LeasedCommand leased(EngineCommand command, int attempts, int backoffs, boolean maybeAccepted) {
        return new LeasedCommand(
                1, command, null, false, attempts, backoffs, maybeAccepted, clock.instant(), clock.instant(), null);
    }

    private Instant in(int millis) {
        return clock.instant().plusMillis(millis);
    }
}
