package io.countersign.engine.commands;

import static io.countersign.engine.commands.CommandStatus.Outcome.FAILED;
import static io.countersign.engine.commands.CommandStatus.Outcome.INVALID_ARGUMENT;
import static io.countersign.engine.commands.CommandStatus.Outcome.INVALID_STATE;
import static io.countersign.engine.commands.CommandStatus.Outcome.NOT_FOUND;

import io.countersign.engine.commands.EngineCommand.CancelInstance;
import io.countersign.engine.commands.EngineCommand.CompleteTask;
import io.countersign.engine.commands.EngineCommand.CreateInstance;
import io.countersign.engine.commands.EngineCommand.ResolveIncident;
import io.countersign.engine.commands.EngineCommand.SetVariables;
import io.countersign.engine.processengine.EngineAnswer;
import io.countersign.engine.processengine.EngineAnswer.Failed;
import io.countersign.engine.processengine.EngineAnswer.Ok;
import io.countersign.engine.processengine.EngineFailure;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what the engine's answer means for a command: every outcome there is. */
class Judge {

    private final CommandSettings settings;
    private final Backoff backoff;
    private final InstantSource clock;

    Judge(CommandSettings settings, Backoff backoff, InstantSource clock) {
        this.settings = settings;
        this.backoff = backoff;
        this.clock = clock;
    }

    Verdict of(LeasedCommand leased, EngineAnswer<Map<String, @Nullable Object>> answer) {
        return switch (answer) {
            case Ok<Map<String, @Nullable Object>> ok -> Verdict.done(ok.value());
            case Failed<Map<String, @Nullable Object>> failed -> of(leased, failed.failure());
        };
    }

    private Verdict of(LeasedCommand leased, EngineFailure failure) {
        return switch (failure.kind()) {
            case NOT_FOUND -> notFound(leased, failure);
            case INVALID_STATE -> invalidState(leased, failure);
            case INVALID_ARGUMENT -> never(leased, failure);
            case RESOURCE_EXHAUSTED, UNAVAILABLE, DEADLINE_EXCEEDED -> later(leased, failure, true);
            case UNSUPPORTED -> Verdict.dead(FAILED, failure.message());
            case UNKNOWN ->
                leased.attempts() + 1 >= settings.maxAttempts()
                        ? Verdict.dead(FAILED, failure.message())
                        : later(leased, failure, false);
        };
    }

    private Verdict notFound(LeasedCommand leased, EngineFailure failure) {
        return switch (leased.command()) {
            case CompleteTask ignored -> askReadModel(leased, failure);
            case CancelInstance ignored -> askReadModel(leased, failure);
            case ResolveIncident ignored -> askReadModel(leased, failure);
            case CreateInstance ignored -> Verdict.refused(NOT_FOUND, failure.message());
            case SetVariables ignored -> Verdict.refused(NOT_FOUND, failure.message());
        };
    }

    private Verdict askReadModel(LeasedCommand leased, EngineFailure failure) {
        return new Verdict.AskReadModel(
                clock.instant(), clock.instant(), true, leased.maybeAccepted(), failure.message());
    }

    private Verdict invalidState(LeasedCommand leased, EngineFailure failure) {
        return leased.command() instanceof CompleteTask
                ? new Verdict.Hold(backoff.after(leased.backoffs()), failure.message())
                : Verdict.refused(INVALID_STATE, failure.message());
    }

    /** A decision that can't be told to the engine is an operator's case; for everything else somebody is waiting to be told. */
    private static Verdict never(LeasedCommand leased, EngineFailure failure) {
        return leased.command() instanceof CompleteTask
                ? Verdict.dead(INVALID_ARGUMENT, failure.message())
                : Verdict.refused(INVALID_ARGUMENT, failure.message());
    }

    private Verdict later(LeasedCommand leased, EngineFailure failure, boolean weather) {
        // creating is the one thing that is not harmless to repeat
        if (failure.maybeAccepted() && leased.command() instanceof CreateInstance) {
            return new Verdict.AskReadModel(
                    backoff.after(0), leased.sentAt().plus(settings.settleAfter()), weather, true, failure.message());
        }
        return new Verdict.SendAgain(
                backoff.after(weather ? leased.backoffs() : leased.attempts()),
                weather,
                leased.maybeAccepted() || failure.maybeAccepted(),
                failure.message());
    }
}
