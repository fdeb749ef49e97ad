package io.countersign.engine.tasks;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Directory;
import io.countersign.engine.identity.UserAccount;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Applies the rules to tasks as they are now, and writes down whom they kept away. */
@Component
class TaskAccess {

    private final Votes votes;
    private final Substitutions substitutions;
    private final Directory directory;
    private final AskedTasks asked;
    private final TaskAudit audit;
    private final Clock clock;

    TaskAccess(
            Votes votes,
            Substitutions substitutions,
            Directory directory,
            AskedTasks asked,
            TaskAudit audit,
            Clock clock) {
        this.votes = votes;
        this.substitutions = substitutions;
        this.directory = directory;
        this.asked = asked;
        this.audit = audit;
        this.clock = clock;
    }

    TaskRules rules(Task task, Caller caller) {
        return new TaskRules(
                task,
                caller,
                SingletonSupplier.of(() -> votes.approversBefore(task)),
                SingletonSupplier.of(() -> absentFor(caller, task)));
    }

    private List<Caller> absentFor(Caller caller, Task task) {
        if (!caller.isPerson()) {
            return List.of();
        }
        var absent = new TreeSet<>(
                substitutions.absentFor(caller.name(), task.engine().key(), clock.instant()));
        if (task.isEscalatedTo(caller)) {
            absent.addAll(standsInFor(task));
            absent.remove(caller.name());
        }
        return absent.stream()
                .map(directory::person)
                .flatMap(Optional::stream)
                .map(TaskAccess::asCaller)
                .toList();
    }

    /** Those of whom an escalated task waits who have it or decide it with others; else it needs nobody's place. */
    private Set<String> standsInFor(Task task) {
        String holder = task.holder();
        if (holder != null) {
            return Set.of(holder);
        }
        return Approval.of(task.engine().approval()) instanceof Approval.Agreed agreed
                        && agreed.policy().isForSeveral()
                ? asked.usernames(task)
                : Set.of();
    }

    /** What somebody could do who is not asking. */
    static Caller asCaller(UserAccount account) {
        return new Caller(
                Caller.Kind.PERSON, account.username(), account.displayName(), account.roles(), account.groups());
    }

    /**
     * The place to act in.
     *
     * @param act what was tried, as the audit trail calls it
     */
    Place permit(Task task, Verdict verdict, String act) {
        refuse(task, verdict.place(), verdict.refusal(), act);
        return verdict.place();
    }

    /** Throws the refusal where there is one. Nothing may have been written before: the caller's transaction is committed. */
    void refuse(Task task, Place by, @Nullable Refusal refusal, String act) {
        if (refusal == null) {
            return;
        }
        Refusal.Separation separation = refusal.separation();
        if (separation != null) {
            audit.refused(
                    task,
                    by,
                    act,
                    refusal.code(),
                    Optional.ofNullable(separation.excluded())
                            .flatMap(excluded -> directory.person(excluded.name()))
                            .map(UserAccount::id)
                            .orElse(null),
                    clock.instant());
        }
        throw refusal.toProblem();
    }
}
