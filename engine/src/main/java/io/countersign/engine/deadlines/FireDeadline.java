package io.countersign.engine.deadlines;

import io.countersign.engine.tasks.DueTask;
import io.countersign.engine.tasks.DueTasks;
import io.countersign.engine.web.Hints;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Does what is to happen to a task at a moment. What is done, its audit entry, its mails and that it is done are one transaction under the
 * task's lock, so it happens once however often and on however many nodes it is called; a task that is decided or gone stays as it is.
 */
@Component
class FireDeadline {

    private final DueTasks tasks;
    private final DeadlineRows rows;
    private final Superiors superiors;
    private final TellPeople people;
    private final DeadlineAudit audit;
    private final Hints hints;
    private final Clock clock;

    FireDeadline(
            DueTasks tasks,
            DeadlineRows rows,
            Superiors superiors,
            TellPeople people,
            DeadlineAudit audit,
            Hints hints,
            Clock clock) {
        this.tasks = tasks;
        this.rows = rows;
        this.superiors = superiors;
        this.people = people;
        this.audit = audit;
        this.hints = hints;
        this.clock = clock;
    }

    /**
     * Does it if it is time.
     *
     * @param number which of the reminders
     * @throws IllegalStateException where the task is not in the read model: it is to be tried again
     */
    @Transactional
    public void fire(Kind kind, long taskKey, int number) {
        DueTask task = tasks.lockOpen(taskKey).orElse(null);
        Deadline deadline = rows.find(taskKey).orElse(null);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (task == null && deadline != null && tasks.isMissing(taskKey) && deadline.mayComeBack(now)) {
            throw new IllegalStateException("Task " + taskKey + " is not in the read model");
        }
        if (task == null || deadline == null || deadline.problem() != null) {
            return;
        }
        switch (kind) {
            case REMIND -> {
                if (number == deadline.handled()
                        && number < deadline.reminders().size()
                        && isReached(deadline.reminders().get(number), now)) {
                    remind(task, deadline, now);
                }
            }
            case ESCALATE -> {
                if (deadline.escalatedAt() == null && isReached(deadline.escalate(), now)) {
                    escalate(task, deadline, now);
                }
            }
            case EXPIRE -> {
                if (deadline.expiredAt() == null && isReached(deadline.expire(), now)) {
                    expire(task, deadline, now);
                }
            }
        }
    }

    /** A calendar may have changed since this was put on the agenda. */
    private static boolean isReached(@Nullable Instant at, Instant now) {
        return at != null && !now.isBefore(at);
    }

    private void remind(DueTask task, Deadline deadline, Instant now) {
        int handled = (int)
                deadline.reminders().stream().filter(at -> isReached(at, now)).count();
        // after the due date a reminder is too late: it is overdue, which the inbox shows
        boolean late = isReached(deadline.due(), now);
        rows.reminded(task.taskKey(), handled, late ? null : now);
        if (!late) {
            int mails = people.reminded(task, deadline, now);
            audit.reminded(task, mails, now);
            hints.send(List.of("tasks", "requests"));
        }
    }

    private void escalate(DueTask task, Deadline deadline, Instant now) {
        Set<String> to = superiors.of(task, superiors.named(task));
        rows.escalated(task.taskKey(), now);
        hand(task, deadline, Kind.ESCALATE, to, now);
    }

    private void expire(DueTask task, Deadline deadline, Instant now) {
        rows.expired(task.taskKey(), now);
        DeadlineTerms.OnExpiry then = DeadlineTerms.of(Objects.requireNonNull(task.deadline()), task.approval())
                .onExpiry();
        switch (then) {
            case REJECT -> tasks.expire(task.taskKey(), now);
            case ESCALATE ->
                hand(task, deadline, Kind.EXPIRE, superiors.ofExpired(task, deadline.escalatedAt() != null), now);
            case KEEP -> audit.expired(task, now);
        }
        hints.send(List.of("tasks", "requests"));
    }

    private void hand(DueTask task, Deadline deadline, Kind when, Set<String> to, Instant now) {
        if (to.isEmpty()) {
            audit.nobodyToEscalateTo(task, now);
            return;
        }
        tasks.escalate(task.taskKey(), to, now);
        int mails = people.escalated(task, deadline, when, to, now);
        audit.escalated(task, to, mails, now);
        hints.send(List.of("tasks", "requests"));
    }
}
