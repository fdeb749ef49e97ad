package io.countersign.engine.deadlines;

import io.countersign.engine.calendars.BusinessTime;
import io.countersign.engine.calendars.CalendarChanged;
import io.countersign.engine.calendars.Calendars;
import io.countersign.engine.tasks.ArrivedTask;
import io.countersign.engine.tasks.DueTask;
import io.countersign.engine.tasks.DueTasks;
import io.countersign.engine.tasks.TaskArrival;
import io.countersign.engine.web.Hints;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Reckons when what happens to a task: when it appears, and again when a calendar changes. */
@Component
class PlanDeadlines implements TaskArrival {

    private static final int AT_ONCE = 200;
    private static final Duration AFTER_REBUILD = Duration.ofSeconds(30);

    private final DueTasks tasks;
    private final Calendars calendars;
    private final DeadlineRows rows;
    private final Agenda agenda;
    private final DeadlineAudit audit;
    private final Hints hints;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PlanDeadlines(
            DueTasks tasks,
            Calendars calendars,
            DeadlineRows rows,
            Agenda agenda,
            DeadlineAudit audit,
            Hints hints,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.tasks = tasks;
        this.calendars = calendars;
        this.rows = rows;
        this.agenda = agenda;
        this.audit = audit;
        this.hints = hints;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Override
    public String name() {
        return "deadlines";
    }

    @Override
    public void arrived(List<ArrivedTask> arrived) {
        List<ArrivedTask> withDeadline =
                arrived.stream().filter(ArrivedTask::hasDeadline).toList();
        if (withDeadline.isEmpty()) {
            return;
        }
        Calendars.Choice choice = calendars.now();
        for (ArrivedTask task : withDeadline) {
            tasks.lockOpen(task.taskKey()).ifPresent(due -> {
                Deadline fresh = Deadline.of(due);
                if (rows.insert(fresh)) {
                    plan(due, fresh, choice);
                }
            });
        }
        hints.send(List.of("tasks"));
    }

    @EventListener
    void on(CalendarChanged changed) {
        agenda.recalculate(clock.instant());
    }

    /** For all open tasks, some at a time, and once more where a rebuild has not brought all back; twice makes no difference. */
    void again() {
        long after = -1;
        List<Long> some;
        do {
            long from = after;
            some = Objects.requireNonNull(transaction.execute(status -> again(from)));
            after = some.isEmpty() ? after : some.getLast();
        } while (some.size() == AT_ONCE);
        Instant now = clock.instant();
        if (rows.isAnyMissing(now)) {
            agenda.recalculate(now.plus(AFTER_REBUILD));
        }
    }

    private List<Long> again(long after) {
        List<Long> some = rows.open(after, AT_ONCE);
        Calendars.Choice choice = calendars.now();
        for (long key : some) {
            tasks.lockOpen(key).ifPresent(due -> plan(due, rows.find(key).orElseThrow(), choice));
        }
        hints.send(List.of("tasks"));
        return some;
    }

    /** What has happened stays as it was. */
    private void plan(DueTask task, Deadline before, Calendars.Choice choice) {
        JsonNode words = Objects.requireNonNull(task.deadline());
        try {
            DeadlineTerms terms = DeadlineTerms.of(words, task.approval());
            BusinessTime time = choice.of(calendar(words, choice), task.processId(), task.candidateGroups());
            Plan plan = Plan.of(terms, task.createdAt(), before.ownDue(), time);
            rows.plan(task.taskKey(), plan);
            tasks.due(task.taskKey(), plan.due());
            int reminders = Math.max(before.reminders().size(), plan.reminders().size());
            for (int i = before.handled(); i < reminders; i++) {
                agenda.put(
                        Kind.REMIND,
                        task.taskKey(),
                        i,
                        i < plan.reminders().size() ? plan.reminders().get(i) : null);
            }
            if (before.escalatedAt() == null && plan.escalate() != null) {
                agenda.put(Kind.ESCALATE, task.taskKey(), 0, plan.escalate());
            }
            if (before.expiredAt() == null && plan.expire() != null) {
                agenda.put(Kind.EXPIRE, task.taskKey(), 0, plan.expire());
            }
        } catch (IllegalArgumentException unclear) {
            String why = String.valueOf(unclear.getMessage());
            rows.explain(task.taskKey(), why);
            audit.notUnderstood(task, why, clock.instant());
        }
    }

    private static @Nullable String calendar(JsonNode words, Calendars.Choice choice) {
        JsonNode named = words.path("calendar");
        if (named.isMissingNode()
                || named.isNull()
                || (named.isString() && named.stringValue().isBlank())) {
            return null;
        }
        String id = named.asString("").strip();
        if (!choice.has(id)) {
            throw new IllegalArgumentException("deadline.calendar: there is no calendar \"" + id + '"');
        }
        return id;
    }
}
