package io.countersign.engine.tasks;

import io.countersign.engine.commands.CommandAlreadyOpen;
import io.countersign.engine.commands.CommandStatus;
import io.countersign.engine.commands.EngineCommand.CompleteTask;
import io.countersign.engine.commands.EngineCommands;
import io.countersign.engine.identity.Caller;
import io.countersign.engine.web.Hints;
import io.countersign.engine.web.Problem;
import io.countersign.engine.web.RequestId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes somebody's answer: vote, audit entry and, where it makes the decision certain, the command to the engine are one
 * transaction. There is one conclusive vote per task, whoever else is at it at the same moment.
 */
@Component
public class AnswerTask {

    private final Tasks tasks;
    private final Votes votes;
    private final AnswerCheck check;
    private final EngineCommands commands;
    private final TaskAudit audit;
    private final Hints hints;
    private final JsonMapper json;
    private final Clock clock;

    AnswerTask(
            Tasks tasks,
            Votes votes,
            AnswerCheck check,
            EngineCommands commands,
            TaskAudit audit,
            Hints hints,
            JsonMapper json,
            Clock clock) {
        this.tasks = tasks;
        this.votes = votes;
        this.check = check;
        this.commands = commands;
        this.audit = audit;
        this.hints = hints;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Approves, rejects or, with {@link Outcome#COMPLETED}, completes a plain task.
     *
     * @throws Problem 403, 404, 409 or 422, each with what to do
     */
    @Transactional
    public TaskStanding answer(Caller caller, long taskKey, Answer answer) {
        Task task = tasks.lock(taskKey);
        var rules = new TaskRules(task, caller, () -> votes.approversBefore(task));
        Refusal refusal = answer.outcome() == Outcome.COMPLETED ? rules.complete() : rules.decide();
        if (refusal != null) {
            throw refusal.toProblem();
        }
        Optional<Approval.Agreed> terms = terms(task, answer);
        Map<String, @Nullable JsonNode> variables =
                check.check(task, answer, terms.map(Approval.Agreed::result).orElse(null));
        Vote vote = vote(caller, answer, task, terms);
        votes.add(task, vote, json.writeValueAsString(variables));
        audit.answered(task, vote, variables.keySet(), caller);
        CommandStatus completion = vote.conclusive() ? submit(task, vote, variables, terms) : null;
        hints.send(List.of("tasks", "requests"));
        return TaskStanding.of(task.withAnswers(with(task.votes(), vote), completion));
    }

    /** A plain task may be approved or rejected, too: under the default policy. */
    private static Optional<Approval.Agreed> terms(Task task, Answer answer) {
        if (answer.outcome() == Outcome.COMPLETED) {
            return Optional.empty();
        }
        return Optional.of(
                Approval.of(task.engine().approval()) instanceof Approval.Agreed agreed
                        ? agreed
                        : new Approval.Agreed(new ApprovalPolicy.AnyVote(), Exclusions.NONE, Approval.DEFAULT_RESULT));
    }

    private Vote vote(Caller caller, Answer answer, Task task, Optional<Approval.Agreed> terms) {
        // PostgreSQL keeps microseconds; what is told now and what is read later are to be the same
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var voter = new Person(Audience.nameOf(caller), caller.displayName());
        String comment = answer.comment() == null || answer.comment().isBlank()
                ? null
                : answer.comment().strip();
        var vote = new Vote(UUID.randomUUID(), voter, null, answer.outcome(), comment, true, now);
        boolean conclusive = terms.map(agreed ->
                        agreed.policy().decide(with(task.votes(), vote)).isPresent())
                .orElse(true);
        return new Vote(vote.id(), voter, null, vote.outcome(), comment, conclusive, now);
    }

    private CommandStatus submit(
            Task task, Vote vote, Map<String, @Nullable JsonNode> answered, Optional<Approval.Agreed> terms) {
        var variables = new LinkedHashMap<String, @Nullable Object>();
        answered.forEach(
                (name, value) -> variables.put(name, value == null ? null : json.treeToValue(value, Object.class)));
        terms.ifPresent(agreed -> {
            List<Vote> all = with(task.votes(), vote);
            Outcome outcome = agreed.policy().decide(all).orElseThrow();
            variables.put(agreed.result(), DecisionValue.of(outcome, all, vote.at()));
        });
        EngineTask engine = task.engine();
        try {
            long id = commands.submit(
                    new CompleteTask(engine.key(), engine.kind(), engine.processInstanceKey(), vote.id(), variables),
                    RequestId.current());
            return CommandStatus.pending(id);
        } catch (CommandAlreadyOpen open) {
            throw Problem.conflict(
                    "task-already-decided",
                    "The task does not allow that now",
                    "This task is being completed already.");
        }
    }

    private static List<Vote> with(List<Vote> votes, Vote vote) {
        var all = new ArrayList<>(votes);
        all.add(vote);
        return all;
    }
}
