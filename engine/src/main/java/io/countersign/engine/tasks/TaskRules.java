package io.countersign.engine.tasks;

import static io.countersign.engine.tasks.PlaceRules.first;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Role;
import io.countersign.engine.web.Problem.FieldError;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what with a task, and in whose place. The same rules answer the buttons' question and guard the deed.
 *
 * <p>Seeing: the people it is for, their substitutes, who took or answered it, operators and admins. Acting: the people it is for and
 * their substitutes, and while somebody has it only they; being an operator gives nobody a vote.
 */
final class TaskRules {

    static final String TO_BE_NAMED = "on-behalf-of-whom";

    private final Task task;
    private final Caller caller;
    private final Supplier<Set<String>> previousApprovers;
    private final Supplier<List<Caller>> absent;
    private final PlaceRules own;

    /**
     * @param previousApprovers who approved earlier tasks of the same request; asked for only where a policy excludes them
     * @param absent whose substitute the caller is for this task now; asked for only where he can't act by his own right
     */
    TaskRules(Task task, Caller caller, Supplier<Set<String>> previousApprovers, Supplier<List<Caller>> absent) {
        this.task = task;
        this.caller = caller;
        this.previousApprovers = previousApprovers;
        this.absent = absent;
        this.own = in(Place.own(caller));
    }

    May may() {
        return new May(
                Permission.of(claim()),
                Permission.of(unclaim()),
                Permission.of(decide()),
                Permission.of(complete()),
                Permission.of(delegating().refusal()));
    }

    boolean maySee() {
        return Audience.seesAll(caller)
                || own.isFor()
                || (caller.has(Role.USER) && task.isEscalatedTo(caller))
                || hasPart()
                || substituted().anyMatch(PlaceRules::isFor);
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
        return claiming().refusal();
    }

    /** Of several places he takes it in the first: in which one he decides is asked once he does. */
    Verdict claiming() {
        return judge(null, false, PlaceRules::claim);
    }

    /** Whether the task may be given to the caller, whoever has it now. */
    @Nullable
    Refusal receive() {
        Refusal refusal = own.receive();
        return refusal == null ? null : refusal.toldToOthers();
    }

    /** The same, be the task for others. */
    @Nullable
    Refusal receiveFromSomebody() {
        Refusal refusal = own.receiveFromSomebody();
        return refusal == null ? null : refusal.toldToOthers();
    }

    Verdict delegating() {
        return judge(null, false, PlaceRules::delegate);
    }

    @Nullable
    Refusal unclaim() {
        Person claimant = task.claimedBy();
        if (claimant == null) {
            return first(this::see, own::closed, () -> Refusal.conflict("not-claimed", "Nobody has taken this task."));
        }
        boolean may = isCaller(claimant.username()) || isCaller(task.claimedFor()) || caller.has(Role.OPERATOR);
        return first(
                this::see,
                own::closed,
                () -> may
                        ? null
                        : Refusal.forbidden(
                                "claimed-by-other",
                                claimant.displayName() + " has this task. They or an operator can give it back."));
    }

    @Nullable
    Refusal decide() {
        return unlessToBeNamed(deciding(null));
    }

    /** @param onBehalfOf whom the caller names; null leaves it to the rules */
    Verdict deciding(@Nullable String onBehalfOf) {
        return judge(onBehalfOf, true, PlaceRules::decide);
    }

    /** Deciding by his own right only, never in somebody else's place. */
    Verdict decidingInPerson() {
        Vote before = task.voteOf(Audience.nameOf(caller)).orElse(null);
        return before != null && before.onBehalfOf() != null
                ? new Verdict(own.place(), oneVoteEach(before))
                : verdict(own, PlaceRules::decide);
    }

    @Nullable
    Refusal complete() {
        return unlessToBeNamed(completing(null));
    }

    /** @param onBehalfOf whom the caller names; null leaves it to the rules */
    Verdict completing(@Nullable String onBehalfOf) {
        return judge(onBehalfOf, true, PlaceRules::complete);
    }

    /** On whose behalf the caller could act; nobody's where he can by his own right. */
    List<Person> actsFor() {
        return own.hasRight()
                ? List.of()
                : substituted()
                        .filter(PlaceRules::hasRight)
                        .map(rules -> rules.place().principal())
                        .map(person -> new Person(person.name(), person.displayName()))
                        .toList();
    }

    /** The button is there; who presses it is asked for whom. */
    private static @Nullable Refusal unlessToBeNamed(Verdict verdict) {
        Refusal refusal = verdict.refusal();
        return refusal != null && refusal.code().equals(TO_BE_NAMED) ? null : refusal;
    }

    private Verdict judge(@Nullable String named, boolean oneOnly, Function<PlaceRules, @Nullable Refusal> act) {
        Vote before = task.voteOf(Audience.nameOf(caller)).orElse(null);
        String wanted = before == null ? named : before.onBehalfOf();
        if (before != null && named != null && !named.equals(before.onBehalfOf())) {
            return new Verdict(own.place(), oneVoteEach(before));
        }
        if (wanted != null) {
            return substituted()
                    .filter(rules -> wanted.equals(rules.place().onBehalfOf()))
                    .findFirst()
                    .map(rules -> verdict(rules, act))
                    .orElseGet(() -> new Verdict(own.place(), notSubstituted(wanted)));
        }
        if (before != null || own.hasRight()) {
            return verdict(own, act);
        }
        List<Verdict> verdicts = substituted()
                .filter(PlaceRules::hasRight)
                .map(rules -> verdict(rules, act))
                .toList();
        if (verdicts.isEmpty()) {
            return verdict(own, act);
        }
        List<Verdict> possible = verdicts.stream().filter(Verdict::allows).toList();
        return oneOnly && possible.size() > 1
                ? new Verdict(own.place(), toBeNamed(possible))
                : possible.stream().findFirst().orElse(verdicts.getFirst());
    }

    private static Verdict verdict(PlaceRules rules, Function<PlaceRules, @Nullable Refusal> act) {
        return new Verdict(rules.place(), act.apply(rules));
    }

    private Refusal notSubstituted(String name) {
        Refusal excluded = own.excludedInPerson();
        return excluded == null ? PlaceRules.notSubstituted(name) : excluded;
    }

    private static Refusal oneVoteEach(Vote before) {
        return Refusal.conflict(
                "one-vote-each",
                "You voted here "
                        + (before.onBehalfOf() == null ? "for yourself" : "on behalf of " + before.onBehalfOf())
                        + ", and nobody has two votes. You can change that one.");
    }

    private static Refusal toBeNamed(List<Verdict> possible) {
        String names = possible.stream()
                .map(verdict -> verdict.place().principal().name())
                .collect(Collectors.joining(", "));
        return Refusal.unclear(
                TO_BE_NAMED,
                "You can act on behalf of several people here. Say in onBehalfOf for whom: " + names + ".",
                new FieldError("onBehalfOf", "has to be one of " + names));
    }

    private Stream<PlaceRules> substituted() {
        return absent.get().stream().map(person -> in(new Place(caller, person)));
    }

    private PlaceRules in(Place place) {
        return new PlaceRules(task, place, previousApprovers);
    }

    private boolean hasPart() {
        Person owner = task.owner();
        return (owner != null && isCaller(owner.username()) && caller.has(Role.USER))
                || isCaller(task.claimedFor())
                || task.votes().stream()
                        .anyMatch(vote -> isCaller(vote.voter().username()) || isCaller(vote.onBehalfOf()));
    }

    private boolean isCaller(@Nullable String username) {
        return caller.isPerson() && caller.name().equals(username);
    }
}
