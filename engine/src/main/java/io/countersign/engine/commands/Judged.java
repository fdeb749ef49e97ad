package io.countersign.engine.commands;

import io.countersign.engine.commands.CommandStatus.State;
import io.countersign.engine.commands.Verdict.AskReadModel;
import io.countersign.engine.commands.Verdict.Finish;
import io.countersign.engine.commands.Verdict.Hold;
import io.countersign.engine.commands.Verdict.SendAgain;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A command and what becomes of it, as the outbox writes it. */
record Judged(LeasedCommand leased, Verdict verdict) {

    boolean isFinal() {
        return verdict instanceof Finish;
    }

    CommandStatus status() {
        return switch (verdict) {
            case Finish(var state, var outcome, var detail, var result) ->
                new CommandStatus(leased.id(), state, outcome, detail, result);
            case SendAgain again -> open(State.PENDING, again.detail());
            case AskReadModel ask -> open(State.AMBIGUOUS, ask.detail());
            case Hold hold -> open(State.HELD, hold.detail());
        };
    }

    @Nullable
    Instant dueAt() {
        return switch (verdict) {
            case Finish ignored -> null;
            case SendAgain again -> again.dueAt();
            case AskReadModel ask -> ask.dueAt();
            case Hold hold -> hold.dueAt();
        };
    }

    @Nullable
    Instant conclusiveAfter() {
        return verdict instanceof AskReadModel ask ? ask.conclusiveAfter() : null;
    }

    int attempts() {
        return switch (verdict) {
            case Finish ignored -> leased.attempts() + 1;
            case SendAgain again -> leased.attempts() + (again.weather() ? 0 : 1);
            case AskReadModel ask -> leased.attempts() + (ask.weather() ? 0 : 1);
            case Hold ignored -> leased.attempts();
        };
    }

    int backoffs() {
        return isFinal() ? leased.backoffs() : leased.backoffs() + 1;
    }

    boolean maybeAccepted() {
        return switch (verdict) {
            case Finish ignored -> leased.maybeAccepted();
            case SendAgain again -> again.maybeAccepted();
            case AskReadModel ask -> ask.maybeAccepted();
            case Hold ignored -> leased.maybeAccepted();
        };
    }

    /** A dead command can be sent again by an operator; of the others the payload is of no more use. */
    boolean keepsPayload() {
        return !(verdict instanceof Finish finish) || finish.state() == State.DEAD;
    }

    private CommandStatus open(State state, @Nullable String detail) {
        return new CommandStatus(leased.id(), state, null, detail, Map.of());
    }
}
