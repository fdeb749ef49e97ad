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
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who has a task: taking it, giving it back, giving it to somebody. Of several people at once one wins, the others hear who. */
@Component
public class ClaimTask {

    private final Tasks tasks;
    private final Votes votes;
    private final Claims claims;
    private final TaskAudit audit;
    private final Directory directory;
    private final Hints hints;
    private final Clock clock;

    ClaimTask(Tasks tasks, Votes votes, Claims claims, TaskAudit audit, Directory directory, Hints hints, Clock clock) {
        this.tasks = tasks;
        this.votes = votes;
        this.claims = claims;
        this.audit = audit;
        this.directory = directory;
        this.hints = hints;
        this.clock = clock;
    }

    /** @throws Problem 403, 404 or 409 */
    @Transactional
    public TaskStanding claim(Caller caller, long taskKey) {
        Task task = tasks.lock(taskKey);
        refuse(rules(task, caller).claim());
        Instant now = clock.instant();
        claims.give(taskKey, caller.name(), now);
        audit.claimed(task, caller, now);
        hints.send(List.of("tasks"));
        return TaskStanding.of(task.withClaimedBy(new Person(caller.name(), caller.displayName())));
    }

    /** @throws Problem 403, 404 or 409 */
    @Transactional
    public TaskStanding unclaim(Caller caller, long taskKey) {
        Task task = tasks.lock(taskKey);
        refuse(rules(task, caller).unclaim());
        claims.release(taskKey);
        audit.unclaimed(task, caller, clock.instant());
        hints.send(List.of("tasks"));
        return TaskStanding.of(task.withClaimedBy(null));
    }

    /**
     * Gives the task to somebody who may act on it. Operators may also take it from whoever has it.
     *
     * @throws Problem 403, 404, 409 or 422
     */
    @Transactional
    public void assign(Caller caller, long taskKey, String username, boolean override) {
        Task task = tasks.lock(taskKey);
        var rules = rules(task, caller);
        refuse(rules.see());
        if (!caller.has(Role.OPERATOR) && !(caller.isPerson() && caller.name().equals(username))) {
            throw Refusal.forbidden("not-an-operator", "Only an operator can give a task to somebody else.")
                    .toProblem();
        }
        if (task.claimedBy() != null && task.claimedBy().username().equals(username)) {
            return;
        }
        if (!caller.has(Role.OPERATOR) || !override) {
            refuse(rules.claim());
        }
        UserAccount assignee = assignee(task, username);
        Caller them =
                new Caller(Caller.Kind.PERSON, username, assignee.displayName(), assignee.roles(), assignee.groups());
        refuse(rules(task, them).receive());
        Instant now = clock.instant();
        claims.give(taskKey, username, now);
        audit.assigned(task, assignee.id(), caller, now);
        hints.send(List.of("tasks"));
    }

    private UserAccount assignee(Task task, String username) {
        return directory
                .person(username)
                .filter(person -> person.enabled()
                        && person.roles().contains(Role.USER)
                        && !Collections.disjoint(task.engine().principals(), Audience.of(username, person.groups())))
                .orElseThrow(() -> Problem.unprocessable(
                        "not-a-candidate",
                        "The task is not for that person",
                        "The task is for its assignee and candidates; " + username + " is none of them.",
                        new FieldError("assignee", "may not act on this task")));
    }

    private TaskRules rules(Task task, Caller caller) {
        return new TaskRules(task, caller, () -> votes.approversBefore(task));
    }

    private static void refuse(@Nullable Refusal refusal) {
        if (refusal != null) {
            throw refusal.toProblem();
        }
    }
}
