package io.countersign.engine.tasks;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Role;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what with a task. The same rules answer the buttons' question and guard the deed.
 *
 * <p>Seeing: the people it is for, who took or answered it, operators and admins. Acting: the people it is for, and while somebody has
 * it only they; being an operator gives nobody a vote. Exclusions of the policy hold for all of them.
 */
final class TaskRules {

    private final Task task;
    private final Approval approval;
    private final Caller caller;
    private final Supplier<Set<String>> previousApprovers;

    /** @param previousApprovers who approved earlier tasks of the same request; asked for only where a policy excludes them */
    TaskRules(Task task, Caller caller, Supplier<Set<String>> previousApprovers) {
        this.task = task;
        this.approval = Approval.of(task.engine().approval());
        this.caller = caller;
        this.previousApprovers = previousApprovers;
    }

    May may() {
        return new May(
                Permission.of(claim()), Permission.of(unclaim()), Permission.of(decide()), Permission.of(complete()));
    }

    boolean maySee() {
        return Audience.seesAll(caller) || isFor(Audience.of(caller)) || isOwner(caller) || hasVoted();
    }

    @Nullable
    Refusal see() {
        return maySee()
                ? null
                : Refusal.forbidden(
                        "task-not-visible",
                        "This task is for other people. Ask one of them or an operator if you need to see it.");
    }

    @Nullable
    Refusal claim() {
        if (!caller.isPerson()) {
            return Refusal.forbidden("not-a-person", "Only a person can take a task.");
        }
        Person owner = task.owner();
        if (owner != null && owner.username().equals(caller.name())) {
            return first(this::closed, () -> Refusal.conflict("claimed-by-you", "You have this task already."));
        }
        return first(
                this::audience, this::closed, this::ownedByAnother, this::policy, this::forSeveral, this::excluded);
    }

    /** Whether the task may be given to the caller, whoever has it now. */
    @Nullable
    Refusal receive() {
        return first(this::audience, this::closed, this::policy, this::forSeveral, this::excluded);
    }

    @Nullable
    Refusal unclaim() {
        Person claimant = task.claimedBy();
        if (claimant == null) {
            return first(this::see, this::closed, () -> Refusal.conflict("not-claimed", "Nobody has taken this task."));
        }
        boolean may = isPerson(claimant) || caller.has(Role.OPERATOR);
        return first(
                this::see,
                this::closed,
                () -> may
                        ? null
                        : Refusal.forbidden(
                                "claimed-by-other",
                                claimant.displayName() + " has this task. They or an operator can give it back."));
    }

    @Nullable
    Refusal decide() {
        return first(
                this::audience,
                this::closed,
                this::ownedByAnother,
                this::policy,
                this::humanVote,
                this::excluded,
                this::turn);
    }

    @Nullable
    Refusal complete() {
        return first(this::hasPolicy, this::audience, this::closed, this::ownedByAnother);
    }

    private @Nullable Refusal hasPolicy() {
        return approval instanceof Approval.None
                ? null
                : Refusal.conflict(
                        "task-has-policy",
                        "This task asks for a decision under an approval policy: approve or reject it in the inbox.");
    }

    private @Nullable Refusal audience() {
        if (isFor(Audience.of(caller)) || isOwner(caller)) {
            return null;
        }
        // the requester, who is rarely among the approvers, hears the better reason
        Refusal excluded = isRequester() ? excluded() : null;
        if (excluded != null) {
            return excluded;
        }
        return Refusal.forbidden(
                "not-a-candidate",
                "You can't act on this task: it is for " + people()
                        + ". Ask one of them, or whoever maintains the process.");
    }

    private @Nullable Refusal closed() {
        return switch (task.state()) {
            case OPEN, CLAIMED -> null;
            case DECIDED, COMPLETED ->
                task.conclusiveVote()
                        .map(vote -> Refusal.conflict(
                                "task-already-decided",
                                vote.voter().displayName() + " "
                                        + vote.outcome().word() + " this task already."))
                        .orElseGet(() -> Refusal.conflict("task-already-decided", "This task is completed already."));
            case COMPLETED_ELSEWHERE ->
                Refusal.conflict(
                        "task-completed-elsewhere",
                        "Another client completed this task at the engine; a decision has no effect any more.");
            case CANCELED ->
                Refusal.conflict("task-canceled", "This task was canceled: its process no longer waits for it.");
        };
    }

    private @Nullable Refusal ownedByAnother() {
        Person owner = task.owner();
        return owner == null || isPerson(owner) || isForSeveral()
                ? null
                : Refusal.conflict(
                        task.claimedBy() == null ? "assigned-to-other" : "claimed-by-other",
                        owner.displayName() + " has this task.");
    }

    private @Nullable Refusal policy() {
        return approval instanceof Approval.Broken broken
                ? Refusal.conflict(
                        "approval-policy-broken",
                        "Nobody can decide this: its approval policy is not understood (" + broken.why()
                                + "). Whoever maintains the process has to mend the model.")
                : null;
    }

    private @Nullable Refusal humanVote() {
        return approval instanceof Approval.Agreed && !caller.isPerson()
                ? Refusal.forbidden("not-a-person", "Only a person can approve or reject this.")
                : null;
    }

    private @Nullable Refusal excluded() {
        if (!(approval instanceof Approval.Agreed agreed)) {
            return null;
        }
        if (agreed.exclusions().requester() && task.requester() == null) {
            return Refusal.forbidden(
                    "requester-unknown",
                    "Nobody can approve this yet: it is not known who made the request, and the requester must not approve it."
                            + " Ask an operator to name the requester.");
        }
        return switch (agreed.exclusions().reason(caller.name(), task.requester(), previousApprovers)) {
            case null -> null;
            case NAMED ->
                Refusal.forbidden("excluded-by-name", "You can't approve this: the process excludes you by name.");
            case REQUESTER -> Refusal.forbidden("excluded-requester", "You can't approve this: you made the request.");
            case PREVIOUS_APPROVER ->
                Refusal.forbidden(
                        "excluded-previous-approver", "You can't approve this: you approved an earlier step of it.");
        };
    }

    private @Nullable Refusal forSeveral() {
        return isForSeveral()
                ? Refusal.conflict(
                        "several-decide", "Several people decide this together, so nobody can have it alone.")
                : null;
    }

    /** Where one decides after the other: who has voted may change it, of the others only the next may vote. */
    private @Nullable Refusal turn() {
        if (!(approval instanceof Approval.Agreed agreed)
                || !(agreed.policy() instanceof ApprovalPolicy.Sequential sequential)
                || hasVoted()) {
            return null;
        }
        return sequential
                .turn(task.votes())
                .filter(whose -> !Audience.of(caller).contains(whose))
                .map(whose -> Refusal.conflict(
                        "not-your-turn",
                        "It is not your turn: " + Audience.inWords(whose)
                                + " has to decide first. You are asked as soon as it is."))
                .orElse(null);
    }

    private boolean isForSeveral() {
        return approval instanceof Approval.Agreed agreed && agreed.policy().isForSeveral();
    }

    private boolean isFor(List<String> principals) {
        return caller.has(Role.USER) && !Collections.disjoint(task.engine().principals(), principals);
    }

    private boolean isOwner(Caller someone) {
        Person owner = task.owner();
        return owner != null && isPerson(owner) && someone.has(Role.USER);
    }

    private boolean isPerson(Person person) {
        return caller.isPerson() && person.username().equals(caller.name());
    }

    private boolean isRequester() {
        Person requester = task.requester();
        return requester != null && caller.isPerson() && requester.username().equalsIgnoreCase(caller.name());
    }

    private boolean hasVoted() {
        return task.votes().stream().anyMatch(vote -> isPerson(vote.voter()));
    }

    private String people() {
        Person owner = task.owner();
        if (owner != null) {
            return owner.displayName();
        }
        return task.engine().candidateGroups().isEmpty()
                ? "other people"
                : "the group " + String.join(", ", task.engine().candidateGroups());
    }

    @SafeVarargs
    private static @Nullable Refusal first(Supplier<@Nullable Refusal>... checks) {
        for (Supplier<@Nullable Refusal> check : checks) {
            Refusal refusal = check.get();
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }
}
