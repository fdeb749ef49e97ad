package io.countersign.engine.tasks;

import io.countersign.engine.commands.EngineCommands;
import io.countersign.engine.identity.Caller;
import io.countersign.engine.tasks.BulkItem.Undo;
import io.countersign.engine.web.Hints;
import io.countersign.engine.web.Problem;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes a decision on many tasks back, task by task, as long as the engine has not been told. The tasks are then as they were:
 * earlier votes count, and who had a task has it.
 */
@Component
public class UndoBulkDecision {

    private final Tasks tasks;
    private final Votes votes;
    private final Electorate electorate;
    private final BulkDecisions decisions;
    private final EngineCommands commands;
    private final TaskMail mail;
    private final TaskAudit audit;
    private final Hints hints;
    private final TransactionTemplate transaction;
    private final TaskSettings settings;
    private final Clock clock;

    UndoBulkDecision(
            Tasks tasks,
            Votes votes,
            Electorate electorate,
            BulkDecisions decisions,
            EngineCommands commands,
            TaskMail mail,
            TaskAudit audit,
            Hints hints,
            TransactionTemplate transaction,
            TaskSettings settings,
            Clock clock) {
        this.tasks = tasks;
        this.votes = votes;
        this.electorate = electorate;
        this.decisions = decisions;
        this.commands = commands;
        this.mail = mail;
        this.audit = audit;
        this.hints = hints;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A repeat answers the same.
     *
     * @throws Problem 403 where somebody else decided, 404, or 409 where it is too late
     */
    public BulkDecisionView undo(Caller caller, UUID id) {
        BulkDecision bulk = decisions
                .find(id)
                .orElseThrow(() -> Problem.notFound(
                        "bulk-decision-not-found",
                        "There is no such decision",
                        "No decision on several tasks has the id " + id + "; they are forgotten after "
                                + settings.keepBulkDecisions().toDays() + " days."));
        if (!bulk.caller().equals(caller.id())) {
            throw Problem.forbidden(
                    "not-your-decision",
                    "You can't undo that",
                    "Somebody else decided this; only who decided can undo it.");
        }
        if (!decisions.undo(id, clock.instant())) {
            throw Problem.conflict(
                    "too-late-to-undo",
                    "It is too late to undo that",
                    "It could be undone for " + settings.undoWithin().toSeconds()
                            + " seconds. The engine knows the decisions by now.");
        }
        // from here on nothing more of it is decided
        decisions
                .items(id)
                .forEach(item -> transaction.executeWithoutResult(status -> undo(caller, bulk, item.taskKey())));
        return BulkDecisionView.of(decisions.find(id).orElseThrow(), decisions.items(id));
    }

    private void undo(Caller caller, BulkDecision bulk, long taskKey) {
        BulkItem item = decisions.lock(bulk.id(), taskKey);
        if (item.result() == null) {
            decisions.save(bulk.id(), item.notTried());
        } else if (item.voteId() != null && item.undo() == null) {
            Undo how = takeBack(caller, bulk, tasks.lock(taskKey), item.voteId());
            decisions.save(bulk.id(), item.withUndo(how));
        }
    }

    private Undo takeBack(Caller caller, BulkDecision bulk, Task task, UUID voteId) {
        Optional<Vote> cast =
                task.votes().stream().filter(known -> known.id().equals(voteId)).findFirst();
        if (cast.isEmpty()) {
            return Undo.CHANGED;
        }
        Vote vote = cast.get();
        long key = task.engine().key();
        Optional<Vote> before = votes.replaced(bulk.id(), key);
        if (isSettled(task, vote, before.map(task::withVote).orElseGet(() -> task.withoutVote(vote)))) {
            return Undo.SETTLED;
        }
        if (vote.conclusive() && !commands.withdrawCompletion(key)) {
            return Undo.TOLD;
        }
        votes.takeBack(vote, bulk.id(), key);
        if (vote.conclusive()) {
            mail.undecided(task);
        }
        audit.undone(task, vote, before.map(Vote::outcome).orElse(null), bulk, caller, clock.instant());
        hints.send(List.of("tasks", "requests"));
        return Undo.UNDONE;
    }

    /** Whether others have gone on from the vote, so that the task would not be as it was. */
    private boolean isSettled(Task task, Vote vote, Task without) {
        if (!without.isOpen()) {
            return true;
        }
        boolean turnsPassed = task.votes().stream().anyMatch(other -> other.step() > vote.step());
        return turnsPassed
                || (Approval.of(task.engine().approval()) instanceof Approval.Agreed agreed
                        && agreed.policy()
                                .decide(electorate.ballot(without, agreed))
                                .isPresent());
    }
}
