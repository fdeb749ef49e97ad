package io.countersign.engine.tasks;

import static io.countersign.engine.tasks.SomeTask.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What somebody may do for somebody else. Sue is the substitute, Ann and Ben are away. */
class SubstituteRulesTests {

    private static final Caller SUE = person("sue");
    private static final Caller ANN = person("ann", "finance");
    private static final Caller BEN = person("ben", "finance", "board");
    private static final String FOUR_EYES =
            "{\"policy\": \"any\", \"exclude\": [\"requester\", \"previousApprovers\"]}";

    @Test
    void mayDoWhatTheAbsentPersonMay() {
        var rules = rules(task().group("finance"), SUE, ANN);

        assertThat(rules.maySee()).isTrue();
        assertThat(rules.claiming()).isEqualTo(allowed(ANN));
        assertThat(rules.deciding(null)).isEqualTo(allowed(ANN));
        assertThat(rules.deciding("ann")).isEqualTo(allowed(ANN));
        assertThat(rules.completing(null)).isEqualTo(allowed(ANN));
        assertThat(rules.delegating()).isEqualTo(allowed(ANN));
        assertThat(rules.actsFor()).extracting(Person::username).containsExactly("ann");
        assertThat(rules(task().assignee("ann"), SUE, ANN).deciding(null)).isEqualTo(allowed(ANN));
        assertThat(rules(task().group("legal").claimedBy("ann"), SUE, ANN).deciding(null))
                .isEqualTo(allowed(ANN));
    }

    @Test
    void mayNothingThatTheAbsentPersonMayNot() {
        var others = rules(task().group("legal"), SUE, ANN);
        assertThat(others.maySee()).isFalse();
        assertThat(code(others.decide())).isEqualTo("not-a-candidate");
        assertThat(code(others.deciding("ann").refusal())).isEqualTo("not-a-substitute");
        assertThat(code(rules(task().group("finance").claimedBy("carl"), SUE, ANN)
                        .decide()))
                .isEqualTo("not-a-candidate");
        var away = new Caller(Caller.Kind.PERSON, "ann", "Ann", EnumSet.of(Role.DESIGNER), Set.of("finance"));
        assertThat(code(rules(task().group("finance"), SUE, away).decide())).isEqualTo("not-a-candidate");
    }

    @Test
    void needsTheRoleHimself() {
        var designer = new Caller(Caller.Kind.PERSON, "sue", "Sue", EnumSet.of(Role.DESIGNER), Set.of());

        assertThat(code(rules(task().group("finance"), designer, ANN).decide())).isEqualTo("not-a-candidate");
    }

    @Test
    void usesHisOwnRightFirst() {
        Caller colleague = person("sue", "finance");

        assertThat(rules(task().group("finance"), colleague, ANN).deciding(null))
                .isEqualTo(new Verdict(Place.own(colleague), null));
        assertThat(rules(task().group("finance"), colleague, ANN).actsFor()).isEmpty();
        // the absent person has it, so it is not on offer to the colleague
        assertThat(rules(task().group("finance").claimedBy("ann"), colleague, ANN)
                        .deciding(null)
                        .place()
                        .onBehalfOf())
                .isEqualTo("ann");
        assertThat(rules(task().group("finance"), colleague, ANN)
                        .deciding("ann")
                        .place()
                        .onBehalfOf())
                .isEqualTo("ann");
    }

    @Test
    void isAskedForWhomWhereItCouldBeSeveral() {
        var rules = rules(task().group("finance"), SUE, ANN, BEN);

        assertThat(rules.deciding(null).refusal())
                .extracting(Refusal::code, Refusal::message)
                .containsExactly(
                        "on-behalf-of-whom",
                        "You can act on behalf of several people here. Say in onBehalfOf for whom: ann, ben.");
        // the button is there all the same
        assertThat(rules.may().decide().allowed()).isTrue();
        assertThat(rules.deciding("ben")).isEqualTo(allowed(BEN));
        assertThat(rules.claiming()).isEqualTo(allowed(ANN));
        assertThat(rules(task().group("board"), SUE, ANN, BEN).deciding(null)).isEqualTo(allowed(BEN));
        // where only one of them may, it is that one
        assertThat(rules(task().group("finance").approval(FOUR_EYES).requester("ann"), SUE, ANN, BEN)
                        .deciding(null))
                .isEqualTo(allowed(BEN));
    }

    @Test
    void canNotForgeForWhom() {
        assertThat(code(rules(task().group("finance"), SUE, ANN).deciding("ben").refusal()))
                .isEqualTo("not-a-substitute");
        assertThat(code(rules(task().group("finance"), SUE, ANN).deciding("Ann").refusal()))
                .isEqualTo("not-a-substitute");
        assertThat(code(rules(task().group("finance"), SUE, ANN).deciding("").refusal()))
                .isEqualTo("not-a-substitute");
    }

    @Test
    void doesNotActForWhomTheAbsentPersonActs() {
        // Ann took it for Ben
        var cascade = task().user("ben").claimedFor("ann", "ben");

        assertThat(code(rules(cascade, SUE, ANN).decide())).isEqualTo("not-a-candidate");
        assertThat(code(rules(task().group("finance").claimedFor("ann", "carl"), SUE, ANN)
                        .decide()))
                .isEqualTo("not-a-candidate");
    }

    @Test
    void keepsWhatHeTookForTheAbsentPerson() {
        var taken = task().group("finance").claimedFor("sue", "ann");

        assertThat(rules(taken, SUE, ANN).deciding(null)).isEqualTo(allowed(ANN));
        assertThat(code(rules(taken, SUE, ANN).claim())).isEqualTo("claimed-by-you");
        assertThat(code(rules(taken, SUE, ANN).unclaim())).isNull();
        // a second substitute hears who has it; the absent person is not locked out, colleagues are
        assertThat(code(rules(taken, person("tom"), ANN).decide())).isEqualTo("not-a-candidate");
        assertThat(rules(taken, ANN).deciding(null).allows()).isTrue();
        assertThat(code(rules(taken, ANN).unclaim())).isNull();
        assertThat(code(rules(taken, BEN).decide())).isEqualTo("claimed-by-other");
        // once it is over, the claim alone gives no right
        assertThat(code(rules(taken, SUE).decide())).isEqualTo("not-a-candidate");
        assertThat(code(rules(taken, person("sue", "finance")).decide())).isEqualTo("claimed-for-other");
        assertThat(code(rules(taken, SUE).unclaim())).isNull();
    }

    @Test
    void isKeptAwayWhereEitherOfThemIs() {
        assertThat(rules(task().group("finance").approval(FOUR_EYES).requester("sue"), SUE, ANN)
                        .decide())
                .extracting(Refusal::code, Refusal::message)
                .containsExactly("excluded-requester", "You can't approve this: you made the request.");
        assertThat(rules(task().group("finance").approval(FOUR_EYES).requester("Ann"), SUE, ANN)
                        .decide())
                .extracting(Refusal::code, Refusal::message)
                .containsExactly(
                        "excluded-requester", "You can't approve this on behalf of Mr ann: Mr ann made the request.");
        assertThat(rules(task().group("finance").approval("{\"exclude\": \"ann\"}"), SUE, ANN)
                        .claim())
                .extracting(Refusal::message)
                .isEqualTo("You can't approve this on behalf of Mr ann: the process excludes Mr ann by name.");
        var previous = new TaskRules(
                task().group("finance").approval(FOUR_EYES).requester("carl").make(),
                SUE,
                () -> Set.of("ann"),
                () -> List.of(ANN));
        assertThat(code(previous.decide())).isEqualTo("excluded-previous-approver");
        assertThat(code(previous.delegating().refusal())).isEqualTo("excluded-previous-approver");
    }

    @Test
    void hasOneVote() {
        String all = "{\"policy\": \"all\"}";
        var voted = task().group("finance").approval(all).voteFor("ann", "sue", 0);
        Caller colleague = person("sue", "finance");

        // it stays in the place it was cast in
        assertThat(rules(voted, colleague, ANN, BEN).deciding(null).place().onBehalfOf())
                .isEqualTo("ann");
        assertThat(code(rules(voted, colleague, ANN, BEN).deciding("ben").refusal()))
                .isEqualTo("one-vote-each");
        assertThat(code(rules(voted, colleague).decide())).isEqualTo("not-a-substitute");
        var own = task().group("finance").approval(all).vote(UUID.randomUUID(), "sue", Outcome.APPROVED, false);
        assertThat(code(rules(own, colleague, ANN).deciding("ann").refusal())).isEqualTo("one-vote-each");
        assertThat(rules(own, colleague, ANN).deciding(null).place().onBehalfOf())
                .isNull();
    }

    @Test
    void fillsAPlaceOnce() {
        String all = "{\"policy\": \"all\"}";
        var filled = task().group("finance").approval(all).voteFor("ann", "sue", 0);
        var voted = task().group("finance").approval(all).vote(UUID.randomUUID(), "ann", Outcome.APPROVED, false);

        assertThat(rules(filled, ANN).decide())
                .extracting(Refusal::code, Refusal::message)
                .containsExactly(
                        "place-filled", "Mr sue has voted already, on behalf of you. Only who voted can change it.");
        assertThat(code(rules(filled, person("tom"), ANN).decide())).isEqualTo("place-filled");
        assertThat(code(rules(voted, SUE, ANN).decide())).isEqualTo("place-filled");
        // somebody's vote for another leaves his own place open
        assertThat(rules(task().group("finance").approval(all).voteFor("carl", "ann", 0), SUE, ANN)
                        .deciding(null))
                .isEqualTo(allowed(ANN));
    }

    @Test
    void hasTheTurnOfTheAbsentPerson() {
        var inTurn = task().user("ann")
                .user("ben")
                .approval("{\"policy\": \"sequential\", \"approvers\": [\"ann\", \"ben\"]}");

        assertThat(rules(inTurn, SUE, ANN, BEN).deciding(null)).isEqualTo(allowed(ANN));
        assertThat(rules(inTurn, SUE, BEN).decide())
                .extracting(Refusal::message)
                .isEqualTo("It is not the turn of Mr ben: ann has to decide first. You are asked as soon as it is.");
        inTurn.voteFor("ann", "sue", 0);
        assertThat(code(rules(inTurn, SUE, ANN, BEN).deciding("ben").refusal())).isEqualTo("one-vote-each");
        assertThat(rules(inTurn, person("tom"), BEN).deciding(null).allows()).isTrue();
    }

    @Test
    void seesWhatWasDoneForHim() {
        assertThat(rules(task().group("legal").voteFor("ann", "sue", 0), ANN).maySee())
                .isTrue();
        assertThat(rules(task().group("legal").voteFor("ann", "sue", 0), BEN).maySee())
                .isFalse();
    }

    @Test
    void onlyWhoCouldDecideDelegates() {
        var excluding = task().group("finance").approval(FOUR_EYES).requester("ann");
        Caller operator = new Caller(
                Caller.Kind.PERSON, "ann", "Mr ann", EnumSet.of(Role.USER, Role.OPERATOR), Set.of("finance"));

        assertThat(code(rules(excluding, ANN).delegating().refusal())).isEqualTo("excluded-requester");
        // an operator who asked for it must not choose who decides, either
        assertThat(code(rules(excluding, operator).delegating().refusal())).isEqualTo("excluded-requester");
        assertThat(rules(excluding, BEN).delegating().allows()).isTrue();
        assertThat(code(rules(excluding, SUE).delegating().refusal())).isEqualTo("not-a-candidate");
        assertThat(code(rules(task().group("finance").claimedBy("carl"), BEN)
                        .delegating()
                        .refusal()))
                .isEqualTo("claimed-by-other");
        assertThat(code(rules(task().group("finance").approval("{\"policy\": \"all\"}"), BEN)
                        .delegating()
                        .refusal()))
                .isEqualTo("several-decide");
        assertThat(rules(excluding, ANN).receiveFromSomebody())
                .extracting(Refusal::message)
                .isEqualTo("Mr ann can't have this task: Mr ann made the request.");
    }

    private static Verdict allowed(Caller absent) {
        return new Verdict(new Place(SUE, absent), null);
    }

    private static TaskRules rules(SomeTask task, Caller caller, Caller... absent) {
        return new TaskRules(task.make(), caller, Set::of, () -> List.of(absent));
    }

    private static @Nullable String code(@Nullable Refusal refusal) {
        return refusal == null ? null : refusal.code();
    }

    private static Caller person(String name, String... groups) {
        return new Caller(Caller.Kind.PERSON, name, "Mr " + name, EnumSet.of(Role.USER), Set.of(groups));
    }
}
