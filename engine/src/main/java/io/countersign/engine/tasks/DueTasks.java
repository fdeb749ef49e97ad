package io.countersign.engine.tasks;

import io.countersign.engine.commands.EngineCommand.CompleteTask;
import io.countersign.engine.commands.EngineCommands;
import io.countersign.engine.identity.Directory;
import io.countersign.engine.readmodel.Columns;
import io.countersign.engine.web.Hints;
import io.countersign.engine.web.RequestId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What may be done to tasks whose time is up. */
@Component
public class DueTasks {

    /** Who ends a task that has expired; no user has such a name. */
    static final String DEADLINE = "system:deadline";

    private final JdbcClient jdbc;
    private final Tasks tasks;
    private final AskedTasks asked;
    private final Directory directory;
    private final Votes votes;
    private final EngineCommands commands;
    private final TaskAudit audit;
    private final Hints hints;

    DueTasks(
            JdbcClient jdbc,
            Tasks tasks,
            AskedTasks asked,
            Directory directory,
            Votes votes,
            EngineCommands commands,
            TaskAudit audit,
            Hints hints) {
        this.jdbc = jdbc;
        this.tasks = tasks;
        this.asked = asked;
        this.directory = directory;
        this.votes = votes;
        this.commands = commands;
        this.audit = audit;
        this.hints = hints;
    }

    /** The task, which nobody else changes until the running transaction ends; nothing where nobody may act on it any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<DueTask> lockOpen(long taskKey) {
        return tasks.findLocked(taskKey).filter(Task::isOpen).map(this::dueTask);
    }

    /** Whether the read model is without it, as while it is rebuilt. */
    public boolean isMissing(long taskKey) {
        return tasks.find(taskKey).isEmpty();
    }

    /** However it stands. */
    public Optional<DueTask> find(long taskKey) {
        return tasks.find(taskKey).map(this::dueTask);
    }

    /** When the task is due as it is reckoned now, for lists and filters. A rebuild of the read model keeps it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void due(long taskKey, Instant at) {
        jdbc.sql("update task set due_at = ? where key = ? and due_at is distinct from ?")
                .params(Columns.parameter(at), taskKey, Columns.parameter(at))
                .update();
    }

    /** From now on these may see the task and decide it, in place of those whom it waits for. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void escalate(long taskKey, Collection<String> principals, Instant at) {
        for (String principal : principals) {
            jdbc.sql("""
                            insert into task_escalation (principal, task_key, escalated_at) values (?, ?, ?)
                            on conflict (principal, task_key) do update set escalated_at = excluded.escalated_at
                            """).params(principal, taskKey, Columns.parameter(at)).update();
        }
    }

    /** Ends a task that has a policy without a decision; what was voted is kept. A plain task stays. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void expire(long taskKey, Instant at) {
        Task task = tasks.lock(taskKey);
        if (!task.isOpen() || !(Approval.of(task.engine().approval()) instanceof Approval.Agreed agreed)) {
            return;
        }
        Vote end = new Vote(
                UUID.randomUUID(), new Person(DEADLINE, DEADLINE), null, Outcome.EXPIRED, null, 1, 0, true, at);
        votes.cast(task, end, "{}");
        audit.expired(task, end);
        EngineTask engine = task.engine();
        commands.submit(
                new CompleteTask(
                        engine.key(),
                        engine.kind(),
                        engine.processInstanceKey(),
                        end.id(),
                        Map.of(agreed.result(), DecisionValue.of(Outcome.EXPIRED, task.votes(), at))),
                RequestId.current());
        hints.send(List.of("tasks", "requests"));
    }

    private DueTask dueTask(Task task) {
        EngineTask engine = task.engine();
        List<String> waitsFor = waitsFor(task);
        Map<String, String> names = directory.displayNames(waitsFor);
        Escalation escalation = task.escalation();
        return new DueTask(
                engine.key(),
                engine.tenantId(),
                engine.name(),
                engine.processId(),
                Objects.requireNonNullElse(task.processName(), engine.processId()),
                task.businessKey(),
                engine.processInstanceKey(),
                engine.rootProcessInstanceKey(),
                engine.candidateGroups(),
                Objects.requireNonNullElse(engine.createdAt(), Instant.EPOCH),
                engine.dueAt(),
                engine.deadline(),
                engine.approval(),
                asked.usernames(task),
                waitsFor,
                waitsForNames(task, waitsFor, names),
                escalation == null ? List.of() : escalation.to());
    }

    private static List<String> waitsFor(Task task) {
        String holder = task.holder();
        if (holder != null) {
            return List.of(holder);
        }
        List<String> approvers = Approval.of(task.engine().approval()) instanceof Approval.Agreed agreed
                ? agreed.approvers().stream()
                        .filter(name -> task.votes().stream()
                                .noneMatch(vote -> vote.place().equals(name)))
                        .toList()
                : List.of();
        return approvers.isEmpty() ? one(task.requester()) : approvers;
    }

    private static List<String> one(@Nullable Person person) {
        return person == null ? List.of() : List.of(person.username());
    }

    private static List<String> waitsForNames(Task task, List<String> waitsFor, Map<String, String> names) {
        boolean byGroup = task.holder() == null
                && !task.engine().candidateGroups().isEmpty()
                && waitsFor.equals(one(task.requester()));
        return byGroup
                ? task.engine().candidateGroups()
                : waitsFor.stream().map(name -> names.getOrDefault(name, name)).toList();
    }
}
