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
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who has a task: taking it, giving it back, giving it to somebody. Of several people at once one wins, the others hear who. */
@Component
public class ClaimTask {

    private static final String ASSIGNMENT = "assignment";

    private final Tasks tasks;
    private final TaskAccess access;
    private final Claims claims;
    private final TaskMail mail;
    private final TaskAudit audit;
    private final Directory directory;
    private final NewlyAsked newlyAsked;
    private final Hints hints;
    private final Clock clock;

    ClaimTask(
            Tasks tasks,
            TaskAccess access,
            Claims claims,
            TaskMail mail,
            TaskAudit audit,
            Directory directory,
            NewlyAsked newlyAsked,
            Hints hints,
            Clock clock) {
        this.tasks = tasks;
        this.access = access;
        this.claims = claims;
        this.mail = mail;
        this.audit = audit;
        this.directory = directory;
        this.newlyAsked = newlyAsked;
        this.hints = hints;
        this.clock = clock;
    }

    /** @throws Problem 403, 404 or 409 */
    @Transactional(noRollbackFor = Refused.class)
    public TaskStanding claim(Caller caller, long taskKey) {
        Task task = tasks.lock(taskKey);
        Place place = access.permit(task, access.rules(task, caller).claiming(), "claim");
        Instant now = clock.instant();
        claims.give(taskKey, caller.name(), place.onBehalfOf(), now);
        audit.claimed(task, place, now);
        hints.send(List.of("tasks"));
        return TaskStanding.of(
                task.withClaim(new Person(caller.name(), caller.displayName()), place.onBehalfOf(), now));
    }

    /** @throws Problem 403, 404 or 409 */
    @Transactional(noRollbackFor = Refused.class)
    public TaskStanding unclaim(Caller caller, long taskKey) {
        Task task = tasks.lock(taskKey);
        access.refuse(task, Place.own(caller), access.rules(task, caller).unclaim(), "unclaim");
        claims.release(taskKey);
        audit.unclaimed(task, caller, clock.instant());
        hints.send(List.of("tasks"));
        return TaskStanding.of(task.withClaim(null, null, null));
    }

    /**
     * Gives the task to somebody who may act on it. Operators may also take it from whoever has it.
     *
     * @throws Problem 403, 404, 409 or 422
     */
    @Transactional(noRollbackFor = Refused.class)
    public void assign(Caller caller, long taskKey, String username, boolean override) {
        Task task = tasks.lock(taskKey);
        TaskRules rules = access.rules(task, caller);
        Place by = Place.own(caller);
        access.refuse(task, by, rules.see(), ASSIGNMENT);
        if (!caller.has(Role.OPERATOR) && !(caller.isPerson() && caller.name().equals(username))) {
            throw Refusal.forbidden(
                            "not-an-operator",
                            "Only an operator can give a task to somebody else like this; who has it can delegate it.")
                    .toProblem();
        }
        if (task.claimedBy() != null && task.claimedBy().username().equals(username)) {
            return;
        }
        if (!caller.has(Role.OPERATOR) || !override) {
            access.permit(task, rules.claiming(), ASSIGNMENT);
        }
        UserAccount assignee = assignee(task, username);
        access.refuse(
                task, by, access.rules(task, TaskAccess.asCaller(assignee)).receive(), ASSIGNMENT);
        Instant now = clock.instant();
        claims.give(taskKey, username, null, now);
        audit.assigned(task, assignee.id(), caller, now);
        mail.assigned(task, assignee, caller, now);
        newlyAsked.told(task);
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
}
