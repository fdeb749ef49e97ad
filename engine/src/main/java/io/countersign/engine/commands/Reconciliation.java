package io.countersign.engine.commands;

import io.countersign.engine.commands.CommandStatus.Outcome;
import io.countersign.engine.commands.EngineCommand.CancelInstance;
import io.countersign.engine.commands.EngineCommand.CompleteTask;
import io.countersign.engine.commands.EngineCommand.CreateInstance;
import io.countersign.engine.commands.EngineCommand.ResolveIncident;
import io.countersign.engine.commands.EngineCommand.SetVariables;
import io.countersign.engine.processengine.EngineKeys;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Finds out from the read model what became of a command whose answer is missing, or says no more than "not found". What the
 * read model does not have is believed to be missing only once it has caught up.
 */
class Reconciliation {

    private static final Logger log = LoggerFactory.getLogger(Reconciliation.class);
    private static final int LONGEST_WAIT = 3;

    private final ReadModel readModel;
    private final CaughtUp caughtUp;
    private final Backoff backoff;
    private final InstantSource clock;

    Reconciliation(ReadModel readModel, CaughtUp caughtUp, Backoff backoff, InstantSource clock) {
        this.readModel = readModel;
        this.caughtUp = caughtUp;
        this.backoff = backoff;
        this.clock = clock;
    }

    Verdict of(LeasedCommand leased) {
        var conclusiveAfter = Optional.ofNullable(leased.conclusiveAfter()).orElseGet(clock::instant);
        try {
            var found = look(leased);
            if (found.isEmpty() && hasCaughtUp(leased.command(), conclusiveAfter)) {
                // it may have come between the look and the catching up
                found = look(leased).or(() -> Optional.of(missing(leased)));
            }
            return found.orElseGet(() -> askAgain(leased, conclusiveAfter));
        } catch (DataAccessException e) {
            log.warn("What became of command {} can't be looked up yet: {}", leased.id(), e.getMessage());
            return askAgain(leased, conclusiveAfter);
        }
    }

    private boolean hasCaughtUp(EngineCommand command, Instant conclusiveAfter) {
        if (clock.instant().isBefore(conclusiveAfter)) {
            return false;
        }
        return switch (command) {
            // nobody knows on which partition it was to be created
            case CreateInstance ignored -> caughtUp.everywhereSince(conclusiveAfter);
            case CompleteTask task -> onPartitionOf(task.taskKey(), conclusiveAfter);
            case CancelInstance(var key) -> onPartitionOf(key, conclusiveAfter);
            case ResolveIncident incident -> onPartitionOf(incident.incidentKey(), conclusiveAfter);
            case SetVariables set -> onPartitionOf(set.elementInstanceKey(), conclusiveAfter);
        };
    }

    private boolean onPartitionOf(long key, Instant conclusiveAfter) {
        return caughtUp.since(conclusiveAfter, EngineKeys.partitionOf(key));
    }

    private Optional<Verdict> look(LeasedCommand leased) {
        return switch (leased.command()) {
            case CreateInstance create ->
                readModel.instancesOf(create.startId()).stream()
                        .findFirst()
                        .map(key -> Verdict.done(Map.of("processInstanceKey", key)));
            case CompleteTask complete -> readModel.task(complete.taskKey()).flatMap(task -> ofTask(complete, task));
            case CancelInstance(var key) ->
                readModel.instanceState(key).flatMap(state -> switch (state) {
                    case "TERMINATED" -> Optional.of(ours(leased, Outcome.CANCELED, "It was cancelled before."));
                    case "COMPLETED" -> Optional.of(Verdict.refused(Outcome.NOT_FOUND, "It had ended before."));
                    default -> Optional.empty();
                });
            case ResolveIncident resolve ->
                readModel
                        .incidentState(resolve.incidentKey())
                        .filter("RESOLVED"::equals)
                        .map(state -> ours(leased, Outcome.NOT_FOUND, "It was resolved before."));
            case SetVariables ignored -> Optional.empty();
        };
    }

    private static Optional<Verdict> ofTask(CompleteTask command, ReadModel.TaskState task) {
        return switch (task.state()) {
            case "COMPLETED" ->
                Optional.of(
                        command.decisionId().equals(task.completedBy())
                                ? Verdict.done(Map.of())
                                : Verdict.refused(
                                        Outcome.COMPLETED_ELSEWHERE, "Somebody else completed it at the engine."));
            case "CANCELED" -> Optional.of(Verdict.refused(Outcome.CANCELED, "The engine cancelled it before."));
            default -> Optional.empty();
        };
    }

    private static Verdict ours(LeasedCommand leased, Outcome otherwise, String detail) {
        return leased.maybeAccepted() ? Verdict.done(Map.of()) : Verdict.refused(otherwise, detail);
    }

    private Verdict missing(LeasedCommand leased) {
        return leased.command() instanceof CreateInstance
                ? new Verdict.SendAgain(clock.instant(), true, true, "It never arrived at the engine.")
                : Verdict.refused(Outcome.NOT_FOUND, "The engine does not know it.");
    }

    private Verdict askAgain(LeasedCommand leased, Instant conclusiveAfter) {
        return new Verdict.AskReadModel(
                backoff.after(Math.min(leased.backoffs(), LONGEST_WAIT)),
                conclusiveAfter,
                true,
                leased.maybeAccepted(),
                "Waiting for the read model to show what became of it.");
    }
}
