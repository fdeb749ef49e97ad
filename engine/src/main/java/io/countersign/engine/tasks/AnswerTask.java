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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes somebody's answer: vote, audit entry and, where it makes the decision certain, the command to the engine are one
 * transaction. There is one conclusive vote per task, whoever else is at it at the same moment.
 */
@Component
public class AnswerTask {

    private static final TypeReference<Map<String, @Nullable Object>> VARIABLES = new TypeReference<>() {};

    private final Tasks tasks;
    private final TaskAccess access;
    private final Votes votes;
    private final Electorate electorate;
    private final AnswerCheck check;
    private final EngineCommands commands;
    private final TaskMail mail;
    private final TaskAudit audit;
    private final NewlyAsked newlyAsked;
    private final Hints hints;
    private final JsonMapper json;
    private final Clock clock;

    AnswerTask(
            Tasks tasks,
            TaskAccess access,
            Votes votes,
            Electorate electorate,
            AnswerCheck check,
            EngineCommands commands,
            TaskMail mail,
            TaskAudit audit,
            NewlyAsked newlyAsked,
            Hints hints,
            JsonMapper json,
            Clock clock) {
        this.tasks = tasks;
        this.access = access;
        this.votes = votes;
        this.electorate = electorate;
        this.check = check;
        this.commands = commands;
        this.mail = mail;
        this.audit = audit;
        this.newlyAsked = newlyAsked;
        this.hints = hints;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Approves, rejects or, with {@link Outcome#COMPLETED}, completes a plain task.
     *
     * @throws Problem 403, 404, 409 or 422, each with what to do
     */
    @Transactional(noRollbackFor = Refused.class)
    public TaskStanding answer(Caller caller, long taskKey, Answer answer) {
        return TaskStanding.of(take(caller, tasks.lock(taskKey), answer, null));
    }

    /**
     * The same by a mail that was sent to the caller: the decision is made in person, under the same rules.
     *
     * @throws Problem 403, 404, 409 or 422, each with what to do
     */
    @Transactional(noRollbackFor = Refused.class)
    public TaskStanding answerByMail(Caller caller, long taskKey, Outcome outcome, @Nullable String comment, Proof by) {
        Task task = tasks.lock(taskKey);
        Place place = access.permit(task, access.rules(task, caller).decidingInPerson(), "decision");
        if (outcome == Outcome.APPROVED && !check.isComplete(task)) {
            throw Problem.unprocessable(
                    "form-incomplete",
                    "The answer does not fit this task",
                    "To approve this, a form has to be filled in. Open the task in Countersign.");
        }
        return TaskStanding.of(cast(task, new Answer(outcome, comment, Map.of(), null), place, null, by));
    }

    /**
     * The same for a task that the running transaction has locked.
     *
     * @param bulk what the answer is part of: the engine is not told while that can be undone; null where it stands alone
     * @return the task as it is now
     */
    Task take(Caller caller, Task task, Answer answer, @Nullable BulkDecision bulk) {
        TaskRules rules = access.rules(task, caller);
        Place place = answer.outcome() == Outcome.COMPLETED
                ? access.permit(task, rules.completing(answer.onBehalfOf()), "completion")
                : access.permit(task, rules.deciding(answer.onBehalfOf()), "decision");
        return cast(task, answer, place, bulk, null);
    }

    private Task cast(Task task, Answer answer, Place place, @Nullable BulkDecision bulk, @Nullable Proof byMail) {
        Optional<Approval.Agreed> terms = terms(task, answer);
        Map<String, @Nullable JsonNode> variables =
                check.check(task, answer, terms.map(Approval.Agreed::result).orElse(null));
        Optional<Vote> before = task.voteOf(Audience.nameOf(place.actor()));
        Vote vote = vote(place, answer, task, terms);
        Optional<Outcome> decision =
                terms.flatMap(agreed -> agreed.policy().decide(electorate.ballot(task.withVote(vote), agreed)));
        boolean conclusive = terms.isEmpty() || decision.isPresent();
        Vote cast = vote.withConclusive(conclusive);
        votes.cast(task, cast, json.writeValueAsString(variables));
        audit.answered(task, cast, before.map(Vote::outcome).orElse(null), variables.keySet(), place, bulk, byMail);
        Task after = task.withVote(cast);
        CommandStatus completion =
                conclusive ? submit(completion(after, cast, variables, terms, decision), bulk) : null;
        if (!conclusive) {
            terms.filter(agreed -> agreed.policy() instanceof ApprovalPolicy.Sequential)
                    .ifPresent(next -> newlyAsked.told(task));
        }
        Instant told = bulk == null ? cast.at() : bulk.undoUntil();
        decision.ifPresent(outcome -> mail.decided(after, cast, outcome, told));
        tellBrowsers(completion != null && bulk == null);
        return after.withCompletion(completion);
    }

    private void tellBrowsers(boolean engineIsTold) {
        List<String> topics = List.of("tasks", "requests");
        if (engineIsTold) {
            hints.sendAhead(topics);
        } else {
            hints.send(topics);
        }
    }

    /** A plain task may be approved or rejected, too: under the default policy. */
    private static Optional<Approval.Agreed> terms(Task task, Answer answer) {
        if (answer.outcome() == Outcome.COMPLETED) {
            return Optional.empty();
        }
        return Optional.of(
                Approval.of(task.engine().approval()) instanceof Approval.Agreed agreed
                        ? agreed
                        : Approval.Agreed.BY_DEFAULT);
    }

    private Vote vote(Place place, Answer answer, Task task, Optional<Approval.Agreed> terms) {
        String comment = answer.comment() == null || answer.comment().isBlank()
                ? null
                : answer.comment().strip();
        Caller voter = place.actor();
        return new Vote(
                UUID.randomUUID(),
                new Person(Audience.nameOf(voter), voter.displayName()),
                absent(place),
                answer.outcome(),
                comment,
                terms.map(agreed -> agreed.policy().weightOf(Audience.of(place.principal())))
                        .orElse(1),
                terms.map(agreed -> step(agreed.policy(), task, voter)).orElse(0),
                false,
                // PostgreSQL keeps microseconds; what is told now and what is read later are to be the same
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private static @Nullable Person absent(Place place) {
        Caller absent = place.absent();
        return absent == null ? null : new Person(absent.name(), absent.displayName());
    }

    private static int step(ApprovalPolicy policy, Task task, Caller voter) {
        if (!(policy instanceof ApprovalPolicy.Sequential sequential)) {
            return 0;
        }
        return task.voteOf(Audience.nameOf(voter))
                .map(Vote::step)
                .orElseGet(() -> sequential.next(task.votes()).orElseThrow());
    }

    private CompleteTask completion(
            Task task,
            Vote vote,
            Map<String, @Nullable JsonNode> answered,
            Optional<Approval.Agreed> terms,
            Optional<Outcome> decision) {
        var variables = new LinkedHashMap<String, @Nullable Object>();
        if (task.votes().size() > 1) {
            votes.variablesBefore(task, vote).forEach(before -> variables.putAll(json.readValue(before, VARIABLES)));
        }
        answered.forEach(
                (name, value) -> variables.put(name, value == null ? null : json.treeToValue(value, Object.class)));
        terms.ifPresent(agreed ->
                variables.put(agreed.result(), DecisionValue.of(decision.orElseThrow(), task.votes(), vote.at())));
        EngineTask engine = task.engine();
        return new CompleteTask(engine.key(), engine.kind(), engine.processInstanceKey(), vote.id(), variables);
    }

    private CommandStatus submit(CompleteTask completion, @Nullable BulkDecision bulk) {
        try {
            return CommandStatus.pending(
                    bulk == null
                            ? commands.submit(completion, RequestId.current())
                            : commands.submit(completion, RequestId.current(), bulk.undoUntil()));
        } catch (CommandAlreadyOpen open) {
            throw Problem.conflict(
                    "task-already-decided",
                    "The task does not allow that now",
                    "This task is being completed already.");
        }
    }
}
