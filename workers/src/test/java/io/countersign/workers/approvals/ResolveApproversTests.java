package io.countersign.workers.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.workers.FakeDirectory;
import io.countersign.workers.directory.Requester;
import io.countersign.workers.directory.Requester.Known;
import io.countersign.workers.directory.Requester.NotYetKnown;
import io.countersign.workers.directory.Requester.Unknown;
import io.countersign.workers.jobs.JobResult;
import io.countersign.workers.jobs.JobResult.Completed;
import io.countersign.workers.jobs.JobResult.GiveUp;
import io.countersign.workers.jobs.JobResult.RetryLater;
import io.countersign.workers.jobs.Jobs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResolveApproversTests {

    private final FakeDirectory directory = new FakeDirectory()
            .person("ceo", null)
            .person("max", "ceo")
            .person("rita", "max")
            .person("fia", "ceo")
            .group("finance", "fia", "max")
            .group("managers", "max", "ceo")
            .group("empty");

    @Test
    void assignsTheManagerOfTheRequester() {
        assertThat(resolve("rita", "manager")).isEqualTo(Map.of("manager", somebody("max")));
    }

    @Test
    void goesUpTheLineWhereTheManagerHasLeft() {
        directory.disabled("max", "ceo");

        assertThat(resolve("rita", "manager")).isEqualTo(Map.of("manager", somebody("ceo")));
    }

    @Test
    void asksTheStandInsForWhoeverHasNoManager() {
        assertThat(resolve("ceo", "manager")).isEqualTo(Map.of("manager", anyOf("managers")));
    }

    @Test
    void stopsWherePeopleManageEachOther() {
        directory.disabled("max", "fia").disabled("fia", "max");
        directory.person("rita", "max");

        assertThat(resolve("rita", "manager")).isEqualTo(Map.of("manager", anyOf("managers")));
    }

    @Test
    void givesEveryRoleUnderItsName() {
        assertThat(resolve("rita", "manager", "group:finance", "user:ceo"))
                .isEqualTo(Map.of("manager", somebody("max"), "finance", anyOf("finance"), "ceo", somebody("ceo")));
    }

    @Test
    void asksAnOperatorWhereAGroupHasNobodyButTheRequesterAndTheManager() {
        directory.group("finance", "rita", "max");

        assertThat(message(run(new Known("rita"), "managers", "manager", "group:finance")))
                .contains("'finance'")
                .contains("Add a member");
    }

    @Test
    void asksAnOperatorForAGroupThatDoesNotExistOrIsEmpty() {
        assertThat(message(run(new Known("rita"), "managers", "group:nobody"))).contains("no group 'nobody'");
        assertThat(message(run(new Known("rita"), "managers", "group:empty"))).contains("'empty'");
    }

    @Test
    void letsNobodyApproveTheirOwnRequest() {
        assertThat(message(run(new Known("rita"), "managers", "user:rita"))).contains("'rita'");
    }

    @Test
    void asksTheStandInsWhereNobodyKnowsTheRequester() {
        assertThat(run(new Unknown(), "managers", "manager"))
                .isEqualTo(new Completed(Map.of("approvers", Map.of("manager", anyOf("managers")))));
    }

    @Test
    void asksAnOperatorToNameTheRequesterWhereThereAreNoStandIns() {
        assertThat(message(run(new Unknown(), "", "manager"))).contains("name the requester");
    }

    @Test
    void waitsForTheReadModel() {
        assertThat(run(new NotYetKnown(), "managers", "manager"))
                .isInstanceOfSatisfying(
                        RetryLater.class, later -> assertThat(later.counts()).isFalse());
    }

    @Test
    void asksForRolesThatMakeSense() {
        assertThat(message(run(new Known("rita"), "managers"))).contains("'roles' is empty");
        assertThat(message(run(new Known("rita"), "managers", "boss"))).contains("'boss'");
    }

    private Object resolve(String requester, String... roles) {
        JobResult result = run(new Known(requester), "managers", roles);
        assertThat(result).isInstanceOf(Completed.class);
        return ((Completed) result).variables().getOrDefault("approvers", "none");
    }

    private JobResult run(Requester requester, String fallbackGroup, String... roles) {
        return new ResolveApprovers(directory, job -> requester)
                .run(Jobs.job(), new ApproversNeeded(List.of(roles), fallbackGroup));
    }

    private static String message(JobResult result) {
        assertThat(result).isInstanceOf(GiveUp.class);
        return ((GiveUp) result).message();
    }

    private static Map<String, Object> somebody(String username) {
        return Map.of("assignee", username, "candidateGroups", List.of(), "recipients", List.of("user:" + username));
    }

    private static Map<String, Object> anyOf(String group) {
        return Map.of("assignee", "", "candidateGroups", List.of(group), "recipients", List.of("group:" + group));
    }
}
