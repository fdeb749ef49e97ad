package io.countersign.engine.tasks;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Directory;
import io.countersign.engine.identity.Role;
import io.countersign.engine.identity.UserAccount;
import io.countersign.engine.web.Hints;
import io.countersign.engine.web.Problem;
import io.countersign.engine.web.Problem.FieldError;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives a task to somebody who need not be one of those whom it is for, with a reason. */
@Component
public class DelegateTask {

    private static final String DELEGATION = "delegation";

    private final Tasks tasks;
    private final TaskAccess access;
    private final Claims claims;
    private final TaskMail mail;
    private final TaskAudit audit;
    private final Directory directory;
    private final NewlyAsked newlyAsked;
    private final Hints hints;
    private final TaskSettings settings;
    private final Clock clock;

    DelegateTask(
            Tasks tasks,
            TaskAccess access,
            Claims claims,
            TaskMail mail,
            TaskAudit audit,
            Directory directory,
            NewlyAsked newlyAsked,
            Hints hints,
            TaskSettings settings,
            Clock clock) {
        this.tasks = tasks;
        this.access = access;
        this.claims = claims;
        this.mail = mail;
        this.audit = audit;
        this.directory = directory;
        this.newlyAsked = newlyAsked;
        this.hints = hints;
        this.settings = settings;
        this.clock = clock;
    }

    /** @throws Problem 403, 404, 409 or 422 */
    @Transactional(noRollbackFor = Refused.class)
    public TaskStanding delegate(Caller caller, long taskKey, @Nullable String to, @Nullable String reason) {
        Task task = tasks.lock(taskKey);
        Place by = access.permit(task, access.rules(task, caller).delegating(), DELEGATION);
        String why = why(reason);
        UserAccount receiver = receiver(caller, to);
        if (receiver.username().equals(task.holder())) {
            throw Problem.conflict(
                    "has-it-already",
                    "The task does not allow that now",
                    receiver.displayName() + " has this task already.");
        }
        access.refuse(
                task, by, access.rules(task, TaskAccess.asCaller(receiver)).receiveFromSomebody(), DELEGATION);
        Instant now = clock.instant();
        claims.give(taskKey, receiver.username(), null, now);
        audit.delegated(task, receiver.id(), why, by, now);
        mail.assigned(task, receiver, by.actor(), now);
        newlyAsked.told(task);
        hints.send(List.of("tasks"));
        return TaskStanding.of(task.withClaim(new Person(receiver.username(), receiver.displayName()), null, now));
    }

    private String why(@Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            throw unfit("reason", "is required");
        }
        if (reason.length() > settings.maxComment()) {
            throw unfit("reason", "may have at most " + settings.maxComment() + " characters");
        }
        return reason.strip();
    }

    private UserAccount receiver(Caller caller, @Nullable String to) {
        if (to == null || to.isBlank()) {
            throw unfit("to", "is required");
        }
        // an operator would get himself a vote this way
        if (caller.isPerson() && caller.name().equals(to)) {
            throw unfit("to", "has to be somebody else; take the task if it is for you");
        }
        return directory
                .person(to)
                .filter(person -> person.enabled() && person.roles().contains(Role.USER))
                .orElseThrow(() -> unfit("to", "has to be somebody who works in the inbox"));
    }

    private static Problem unfit(String field, String message) {
        return Problem.unprocessable(
                "delegation-does-not-fit",
                "The task can't be delegated like this",
                field + " " + message + ".",
                new FieldError(field, message));
    }
}
