package io.countersign.engine.deadlines;

import io.countersign.engine.identity.Directory;
import io.countersign.engine.tasks.DeadlineView;
import io.countersign.engine.tasks.DueTask;
import io.countersign.engine.tasks.DueTasks;
import io.countersign.engine.tasks.TaskDeadlines;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people see of a task's deadline. */
@Component
class ShowDeadlines implements TaskDeadlines {

    private final DeadlineRows rows;
    private final DueTasks tasks;
    private final Superiors superiors;
    private final Directory directory;

    ShowDeadlines(DeadlineRows rows, DueTasks tasks, Superiors superiors, Directory directory) {
        this.rows = rows;
        this.tasks = tasks;
        this.superiors = superiors;
        this.directory = directory;
    }

    @Override
    public Optional<DeadlineView> of(long taskKey) {
        return rows.find(taskKey).map(this::view);
    }

    private DeadlineView view(Deadline deadline) {
        DueTask task =
                deadline.problem() == null ? tasks.find(deadline.taskKey()).orElse(null) : null;
        Instant nextReminder = deadline.handled() < deadline.reminders().size()
                ? deadline.reminders().get(deadline.handled())
                : null;
        return new DeadlineView(
                deadline.problem(),
                nextReminder,
                deadline.remindedAt(),
                deadline.escalate(),
                deadline.escalatedAt(),
                names(task, deadline),
                deadline.expire(),
                deadline.expiredAt(),
                task == null || deadline.expire() == null ? null : then(task));
    }

    private static @Nullable String then(DueTask task) {
        return task.deadline() == null
                ? null
                : DeadlineTerms.of(task.deadline(), task.approval())
                        .onExpiry()
                        .name()
                        .toLowerCase(Locale.ROOT);
    }

    private List<String> names(@Nullable DueTask task, Deadline deadline) {
        if (task == null || task.deadline() == null || deadline.escalate() == null) {
            return List.of();
        }
        var to = deadline.escalatedAt() == null ? superiors.of(task, superiors.named(task)) : task.escalatedTo();
        return to.stream()
                .map(principal -> principal.substring(2))
                .map(name -> directory
                        .person(name)
                        .map(person -> person.displayName())
                        .orElse(name))
                .toList();
    }
}
