package io.countersign.engine.tasks;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(parse("{}"))
                .isEqualTo(new Approval.Agreed(new ApprovalPolicy.AnyVote(), Exclusions.NONE, "decision"));
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"any\"",
                "[]",
                "{\"policy\": \"all\"}",
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

    private static Approval parse(String json) {
        return Approval.of(JsonMapper.shared().readTree(json));
    }
}
