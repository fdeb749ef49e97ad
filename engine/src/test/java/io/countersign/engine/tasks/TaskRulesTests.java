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

class TaskRulesTests {

    private static final String FOUR_EYES =
            "{\"policy\": \"any\", \"exclude\": [\"requester\", \"previousApprovers\"]}";
    private static final Caller ANN = person("ann", "finance");
    private static final Caller BEN = person("ben");
    private static final Caller OPERATOR =
            new Caller(Caller.Kind.PERSON, "olga", "Olga", EnumSet.of(Role.USER, Role.OPERATOR), Set.of());
    private static final Caller SYSTEM =
            new Caller(Caller.Kind.SYSTEM, "erp", "erp", EnumSet.of(Role.USER, Role.OPERATOR), Set.of());

    @Test
    void letsCandidatesDoEverything() {
        var rules = rules(task().group("finance"), ANN);

        assertThat(rules.maySee()).isTrue();
        assertThat(code(rules.claim())).isNull();
        assertThat(code(rules.decide())).isNull();
        assertThat(code(rules.complete())).isNull();
        assertThat(code(rules.unclaim())).isEqualTo("not-claimed");
    }

    @Test
    void keepsStrangersOut() {
        var rules = rules(task().group("finance"), BEN);

        assertThat(code(rules.see())).isEqualTo("task-not-visible");
        assertThat(code(rules.decide())).isEqualTo("not-a-candidate");
        assertThat(code(rules.complete())).isEqualTo("not-a-candidate");
        assertThat(code(rules.claim())).isEqualTo("not-a-candidate");
    }

    @Test
    void isForEverybodyWhereItNamesNobody() {
        assertThat(code(rules(task(), BEN).decide())).isNull();
        var noUser = new Caller(Caller.Kind.PERSON, "ben", "Ben", EnumSet.of(Role.DESIGNER), Set.of());
        assertThat(code(rules(task(), noUser).decide())).isEqualTo("not-a-candidate");
    }

    @Test
    void givesOperatorsSightButNoVote() {
        var rules = rules(task().group("finance").approval("{}"), OPERATOR);

        assertThat(rules.maySee()).isTrue();
        assertThat(code(rules.decide())).isEqualTo("not-a-candidate");
    }

    @Test
    void belongsToWhoHasIt() {
        var claimed = task().group("finance").claimedBy("carl");

        assertThat(code(rules(claimed, ANN).decide())).isEqualTo("claimed-by-other");
        assertThat(code(rules(claimed, ANN).claim())).isEqualTo("claimed-by-other");
        assertThat(code(rules(claimed, ANN).unclaim())).isEqualTo("claimed-by-other");
        assertThat(code(rules(claimed, OPERATOR).unclaim())).isNull();
        assertThat(code(rules(claimed, person("carl")).decide())).isNull();
        assertThat(code(rules(claimed, person("carl")).claim())).isEqualTo("claimed-by-you");
        assertThat(code(rules(claimed, person("carl")).unclaim())).isNull();
        assertThat(code(rules(task().group("finance").assignee("carl"), ANN).decide()))
                .isEqualTo("assigned-to-other");
        assertThat(code(rules(task().assignee("ann"), ANN).decide())).isNull();
    }

    @Test
    void isClosedOnceDecided() {
        var decided = task().group("finance").vote(UUID.randomUUID(), "carl", Outcome.REJECTED, true);

        assertThat(rules(decided, ANN).decide())
                .extracting(Refusal::message)
                .isEqualTo("Mr carl rejected this task already.");
        assertThat(code(rules(decided, ANN).claim())).isEqualTo("task-already-decided");
        assertThat(code(rules(task().state(EngineTask.State.CANCELED), ANN).decide()))
                .isEqualTo("task-canceled");
        assertThat(code(rules(task().state(EngineTask.State.COMPLETED), ANN).decide()))
                .isEqualTo("task-completed-elsewhere");
    }

    @Test
    void excludesTheRequester() {
        var asked = task().group("finance").approval(FOUR_EYES).requester("Ann");

        assertThat(code(rules(asked, ANN).decide())).isEqualTo("excluded-requester");
        assertThat(code(rules(asked, ANN).claim())).isEqualTo("excluded-requester");
        assertThat(code(rules(asked, person("carl", "finance")).decide())).isNull();
    }

    @Test
    void tellsTheRequesterWhyEvenIfTheTaskIsForOthers() {
        var asked = task().group("finance").approval(FOUR_EYES).requester("ben");

        assertThat(rules(asked, BEN).decide())
                .extracting(Refusal::message)
                .isEqualTo("You can't approve this: you made the request.");
    }

    @Test
    void excludesEverybodyWhereNobodyKnowsTheRequester() {
        assertThat(code(rules(task().group("finance").approval(FOUR_EYES), ANN).decide()))
                .isEqualTo("requester-unknown");
        assertThat(code(rules(task().group("finance").approval("{\"exclude\": []}"), ANN)
                        .decide()))
                .isNull();
    }

    @Test
    void excludesWhoApprovedBeforeAndWhoIsNamed() {
        var asked = task().group("finance").approval(FOUR_EYES).requester("ben");

        assertThat(code(new TaskRules(asked.make(), ANN, () -> Set.of("ANN"), List::of).decide()))
                .isEqualTo("excluded-previous-approver");
        assertThat(code(rules(task().group("finance").approval("{\"exclude\": \"ann\"}"), ANN)
                        .decide()))
                .isEqualTo("excluded-by-name");
    }

    @Test
    void letsNobodyAroundAPolicy() {
        assertThat(code(rules(task().group("finance").approval("{}"), ANN).complete()))
                .isEqualTo("task-has-policy");
        assertThat(code(rules(task().approval("{}"), SYSTEM).complete())).isEqualTo("task-has-policy");
        assertThat(code(rules(task().approval("{\"policy\": \"quorum\"}"), ANN).complete()))
                .isEqualTo("task-has-policy");
        assertThat(code(rules(task().approval("{\"policy\": \"quorum\"}"), ANN).decide()))
                .isEqualTo("approval-policy-broken");
        assertThat(code(rules(task().approval("{}"), SYSTEM).decide())).isEqualTo("not-a-person");
    }

    @Test
    void belongsToNobodyWhereSeveralDecide() {
        var quorum = task().group("finance").approval("{\"policy\": \"quorum\", \"quorum\": 2}");

        assertThat(code(rules(quorum, ANN).claim())).isEqualTo("several-decide");
        assertThat(code(rules(quorum, ANN).receive())).isEqualTo("several-decide");
        assertThat(code(rules(quorum, ANN).decide())).isNull();
        assertThat(code(rules(quorum.assignee("carl"), ANN).decide())).isNull();
        assertThat(code(rules(quorum.vote(UUID.randomUUID(), "ann", Outcome.APPROVED, false), ANN)
                        .decide()))
                .isNull();
    }

    @Test
    void asksOneAfterTheOther() {
        var inTurn = task().user("ben")
                .group("finance")
                .approval("{\"policy\": \"sequential\", \"approvers\": \"ben\", \"groups\": \"finance\"}");

        assertThat(rules(inTurn, ANN).decide())
                .extracting(Refusal::message)
                .isEqualTo("It is not your turn: ben has to decide first. You are asked as soon as it is.");
        assertThat(code(rules(inTurn, BEN).decide())).isNull();
        inTurn.vote(UUID.randomUUID(), "ben", Outcome.APPROVED, false);
        assertThat(code(rules(inTurn, ANN).decide())).isNull();
        // until everything is decided he may think again
        assertThat(code(rules(inTurn, BEN).decide())).isNull();
        assertThat(code(rules(inTurn.user("dora"), person("dora")).decide())).isEqualTo("not-your-turn");
    }

    @Test
    void letsSystemsCompleteWhatIsForEverybody() {
        assertThat(code(rules(task(), SYSTEM).complete())).isNull();
        assertThat(code(rules(task().group("finance"), SYSTEM).complete())).isEqualTo("not-a-candidate");
        assertThat(code(rules(task(), SYSTEM).claim())).isEqualTo("not-a-person");
        // a key with a person's name is not that person
        var impostor = new Caller(Caller.Kind.SYSTEM, "ann", "ann", EnumSet.of(Role.USER), Set.of("finance"));
        assertThat(rules(task().assignee("ann"), impostor).maySee()).isFalse();
    }

    @Test
    void staysVisibleToWhoAnsweredIt() {
        var answered = task().group("finance").vote(UUID.randomUUID(), "ben", Outcome.APPROVED, true);

        assertThat(rules(answered, BEN).maySee()).isTrue();
    }

    private static TaskRules rules(SomeTask task, Caller caller) {
        return new TaskRules(task.make(), caller, Set::of, List::of);
    }

    private static @Nullable String code(@Nullable Refusal refusal) {
        return refusal == null ? null : refusal.code();
    }

    private static Caller person(String name, String... groups) {
        return new Caller(Caller.Kind.PERSON, name, "Mr " + name, EnumSet.of(Role.USER), Set.of(groups));
    }
}
