package io.countersign.engine.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ApprovalTests {

    @Test
    void isPlainWithoutAPolicy() {
        assertThat(Approval.of(null)).isInstanceOf(Approval.None.class);
    }

    @Test
    void takesDefaults() {
        assertThat(parse("{}")).isEqualTo(Approval.Agreed.BY_DEFAULT);
    }

    @Test
    void readsWhoIsExcluded() {
        var approval = (Approval.Agreed)
                parse(
                        "{\"policy\": \"any\", \"exclude\": [\"requester\", \"previousApprovers\", \"Ben\"], \"result\": \"managerDecision\"}");

        assertThat(approval.result()).isEqualTo("managerDecision");
        assertThat(approval.exclusions()).isEqualTo(new Exclusions(true, true, Set.of("Ben")));
        assertThat(approval.exclusions().names("ben")).isTrue();
        assertThat(((Approval.Agreed) parse("{\"exclude\": \"requester\"}"))
                        .exclusions()
                        .requester())
                .isTrue();
    }

    @Test
    void goesByMailUnlessItsModelSaysNoOrNobodyUnderstandsIt() {
        var json = new JsonMapper();
        assertThat(Approval.goesByMail(json.readTree("{\"policy\": \"all\"}"))).isTrue();
        assertThat(Approval.goesByMail(json.readTree("{\"mail\": true}"))).isTrue();
        assertThat(Approval.goesByMail(json.readTree("{\"mail\": false}"))).isFalse();
        assertThat(Approval.goesByMail(json.readTree("{\"policy\": \"most\"}"))).isFalse();
        assertThat(Approval.goesByMail(null)).isFalse();
    }

    @Test
    void readsEachPolicy() {
        assertThat(policy("{\"policy\": \"all\"}")).isEqualTo(new ApprovalPolicy.All());
        assertThat(policy("{\"policy\": \"quorum\", \"quorum\": 2}")).isEqualTo(new ApprovalPolicy.Quorum(2));
        assertThat(policy("{\"policy\": \"quorum\", \"quorum\": \"2\"}")).isEqualTo(new ApprovalPolicy.Quorum(2));
        assertThat(policy("{\"policy\": \"quorum\", \"quorum\": 2.0}")).isEqualTo(new ApprovalPolicy.Quorum(2));
        assertThat(policy("{\"policy\": \"weighted\", \"weights\": {\"ann\": 2, \"finance\": 3}, \"threshold\": 4}"))
                .isEqualTo(new ApprovalPolicy.Weighted(Map.of("ann", 2, "finance", 3), 4));
        assertThat(policy("{\"policy\": \"sequential\", \"approvers\": [\"ben\", \"ann\"], \"groups\": \"finance\"}"))
                .isEqualTo(new ApprovalPolicy.Sequential(List.of("u:ben", "u:ann", "g:finance")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"any\"",
                "[]",
                "{\"policy\": \"most\"}",
                "{\"policy\": \"quorum\"}",
                "{\"policy\": \"quorum\", \"quorum\": 0}",
                "{\"policy\": \"quorum\", \"quorum\": -1}",
                "{\"policy\": \"quorum\", \"quorum\": 1.5}",
                "{\"policy\": \"quorum\", \"quorum\": \"two\"}",
                "{\"policy\": \"quorum\", \"quorum\": 99999}",
                "{\"policy\": \"weighted\", \"threshold\": 3}",
                "{\"policy\": \"weighted\", \"weights\": {\"finance\": 2}}",
                "{\"policy\": \"weighted\", \"weights\": {\"finance\": 0}, \"threshold\": 3}",
                "{\"policy\": \"weighted\", \"weights\": [1], \"threshold\": 3}",
                "{\"policy\": \"sequential\"}",
                "{\"policy\": \"sequential\", \"approvers\": []}",
                "{\"policy\": \"sequential\", \"approvers\": [\"ann\", \"ann\"]}",
                "{\"policy\": \"ANY\"}",
                "{\"policy\": null}",
                "{\"policy\": 1}",
                "{\"exlude\": [\"requester\"]}",
                "{\"exclude\": null}",
                "{\"exclude\": [null]}",
                "{\"exclude\": [1]}",
                "{\"exclude\": {\"requester\": true}}",
                "{\"exclude\": \"\"}",
                "{\"approvers\": 7}",
                "{\"result\": \"countersignDecisionId\"}",
                "{\"result\": \"CounterSignStartId\"}",
                "{\"result\": \"approval\"}",
                "{\"result\": \"a b\"}"
            })
    void failsClosedWhenInDoubt(String json) {
        assertThat(parse(json)).isInstanceOf(Approval.Broken.class);
    }

    private static ApprovalPolicy policy(String json) {
        return ((Approval.Agreed) parse(json)).policy();
    }

    private static Approval parse(String json) {
        return Approval.of(JsonMapper.shared().readTree(json));
    }
}
