package io.countersign.engine.tasks;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Role;
import io.countersign.engine.tasks.Exclusions.Reason;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may do with a task in one place: his own, or that of somebody absent. The right is that of the place, and only what its
 * holder may do by himself counts. Exclusions hold for both of them.
 */
final class PlaceRules {

    private final Task task;
    private final Approval approval;
    private final Place place;
    private final Caller actor;
    private final Supplier<Set<String>> previousApprovers;

    /** @param previousApprovers who approved earlier tasks of the same request; asked for only where a policy excludes them */
    PlaceRules(Task task, Place place, Supplier<Set<String>> previousApprovers) {
        this.task = task;
        this.approval = Approval.of(task.engine().approval());
        this.place = place;
        this.actor = place.actor();
        this.previousApprovers = previousApprovers;
    }

    Place place() {
        return place;
    }

    /** Whether it is for whoever has the place, be it in somebody else's hands now. */
    boolean isFor() {
        Caller principal = place.principal();
        return actor.has(Role.USER)
                && principal.has(Role.USER)
                && (!Collections.disjoint(task.engine().principals(), Audience.of(principal))
                        || holds(principal)
                        || isEscalated());
    }

    /** To him, who decides it alone. What somebody has, and what several decide together, he decides in their places. */
    private boolean isEscalated() {
        return place.absent() == null && !isForSeveral() && task.owner() == null && task.isEscalatedTo(actor);
    }

    /** Whether this place is one to act in, whatever else speaks against the act. */
    boolean hasRight() {
        return isFor() && ownedByAnother() == null;
    }

    @Nullable
    Refusal claim() {
        if (!actor.isPerson()) {
            return Refusal.forbidden("not-a-person", "Only a person can take a task.");
        }
        if (isActor(task.owner())) {
            return first(this::closed, () -> Refusal.conflict("claimed-by-you", "You have this task already."));
        }
        return first(
                this::audience, this::closed, this::ownedByAnother, this::policy, this::forSeveral, this::excluded);
    }

    /** Whether he may give the task to somebody of his choice. Who must not decide must not choose who does. */
    @Nullable
    Refusal delegate() {
        return actor.has(Role.OPERATOR)
                ? first(this::closed, this::policy, this::forSeveral, this::excluded)
                : first(
                        this::audience,
                        this::closed,
                        this::ownedByAnother,
                        this::policy,
                        this::forSeveral,
                        this::excluded);
    }

    /** Whether the task may be given to him, whoever has it now, as somebody whom it is for. */
    @Nullable
    Refusal receive() {
        return first(this::audience, this::receiveFromSomebody);
    }

    /** Whether the task may be given to him, be it for others. */
    @Nullable
    Refusal receiveFromSomebody() {
        return first(this::closed, this::policy, this::forSeveral, this::excluded);
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
                this::filled,
                this::turn);
    }

    @Nullable
    Refusal complete() {
        return first(this::hasPolicy, this::audience, this::closed, this::ownedByAnother);
    }

    /** Why the policy keeps one of the two away from this decision; null where it does not. */
    @Nullable
    Refusal excludedInPerson() {
        if (!(approval instanceof Approval.Agreed agreed)) {
            return null;
        }
        Reason own = reason(agreed, actor);
        if (own != null) {
            return Refusal.separated(own, "You can't approve this: " + own.inWords("you") + ".", actor);
        }
        Caller absent = place.absent();
        Reason theirs = absent == null ? null : reason(agreed, absent);
        return absent == null || theirs == null
                ? null
                : Refusal.separated(
                        theirs,
                        "You can't approve this on behalf of " + absent.displayName() + ": "
                                + theirs.inWords(absent.displayName()) + ".",
                        absent);
    }

    private @Nullable Reason reason(Approval.Agreed agreed, Caller who) {
        return agreed.exclusions().reason(who.name(), task.requester(), previousApprovers);
    }

    private @Nullable Refusal hasPolicy() {
        if (approval instanceof Approval.None) {
            return null;
        }
        Refusal excluded = actor.isPerson() ? excludedInPerson() : null;
        return excluded != null
                ? excluded
                : Refusal.conflict(
                        "task-has-policy",
                        "This task asks for a decision under an approval policy: approve or reject it in the inbox.");
    }

    private @Nullable Refusal audience() {
        if (isFor()) {
            return null;
        }
        // the requester, who is rarely among the approvers, hears the better reason
        Refusal excluded = actor.isPerson() ? excludedInPerson() : null;
        if (excluded != null) {
            return excluded;
        }
        return place.absent() == null
                ? Refusal.forbidden(
                        "not-a-candidate",
                        "You can't act on this task: it is for " + people()
                                + ". Ask one of them, or whoever maintains the process.")
                : notSubstituted(place.absent().name());
    }

    static Refusal notSubstituted(String name) {
        return Refusal.forbidden(
                "not-a-substitute",
                "You can't act on behalf of " + name + " here: you are no substitute for a task that " + name
                        + " could act on alone.");
    }

    @Nullable
    Refusal closed() {
        return switch (task.state()) {
            case OPEN, CLAIMED -> null;
            case DECIDED, COMPLETED ->
                task.conclusiveVote()
                        .map(vote -> vote.outcome() == Outcome.EXPIRED
                                ? Refusal.conflict("task-expired", "This task has expired: nobody decided it in time.")
                                : Refusal.conflict(
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
        if (owner == null || isForSeveral() || isInReach(owner)) {
            return null;
        }
        if (isActor(owner)) {
            return Refusal.conflict(
                    "claimed-for-other",
                    "You took this task on behalf of " + task.claimedFor() + ". Act on their behalf, or give it back.");
        }
        return Refusal.conflict(
                task.claimedBy() == null ? "assigned-to-other" : "claimed-by-other",
                owner.displayName() + " has this task.");
    }

    /** What somebody absent has for somebody else is out of his substitute's reach. */
    private boolean isInReach(Person owner) {
        Caller absent = place.absent();
        if (absent == null) {
            return holds(actor);
        }
        return isActor(owner) || (owner.username().equals(absent.name()) && holds(absent));
    }

    private boolean holds(Caller someone) {
        return someone.isPerson() && someone.name().equals(task.holder());
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
        return approval instanceof Approval.Agreed && !actor.isPerson()
                ? Refusal.forbidden("not-a-person", "Only a person can approve or reject this.")
                : null;
    }

    private @Nullable Refusal excluded() {
        if (approval instanceof Approval.Agreed agreed && agreed.exclusions().requester() && task.requester() == null) {
            return Refusal.separatedFromEverybody(
                    "requester-unknown",
                    "Nobody can approve this yet: it is not known who made the request, and the requester must not approve it."
                            + " Ask an operator to name the requester.");
        }
        return excludedInPerson();
    }

    private @Nullable Refusal forSeveral() {
        return isForSeveral()
                ? Refusal.conflict(
                        "several-decide", "Several people decide this together, so nobody can have it alone.")
                : null;
    }

    /** Whether somebody else voted in this place; it counts once. */
    private @Nullable Refusal filled() {
        Optional<Vote> other = task.votes().stream()
                .filter(vote -> !isActor(vote.voter())
                        && vote.place().equals(place.principal().name()))
                .findFirst();
        return other.map(vote -> Refusal.conflict(
                        "place-filled",
                        vote.voter().displayName() + " has voted already"
                                + (vote.onBehalfOf() == null
                                        ? "."
                                        : ", on behalf of "
                                                + (place.absent() == null
                                                        ? "you"
                                                        : place.absent().displayName())
                                                + ". Only who voted can change it.")))
                .orElse(null);
    }

    /** Where one decides after the other: who has voted may change it, of the others only the next may vote. */
    private @Nullable Refusal turn() {
        if (!(approval instanceof Approval.Agreed agreed)
                || !(agreed.policy() instanceof ApprovalPolicy.Sequential sequential)
                || task.votes().stream().anyMatch(vote -> isActor(vote.voter()))) {
            return null;
        }
        Caller absent = place.absent();
        return sequential
                .turn(task.votes())
                .filter(whose -> !Audience.of(place.principal()).contains(whose))
                .map(whose -> Refusal.conflict(
                        "not-your-turn",
                        "It is not " + (absent == null ? "your turn" : "the turn of " + absent.displayName()) + ": "
                                + Audience.inWords(whose) + " has to decide first. You are asked as soon as it is."))
                .orElse(null);
    }

    private boolean isForSeveral() {
        return approval instanceof Approval.Agreed agreed && agreed.policy().isForSeveral();
    }

    private boolean isActor(@Nullable Person person) {
        return person != null && actor.isPerson() && person.username().equals(actor.name());
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
    static @Nullable Refusal first(Supplier<@Nullable Refusal>... checks) {
        for (Supplier<@Nullable Refusal> check : checks) {
            Refusal refusal = check.get();
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }
}
