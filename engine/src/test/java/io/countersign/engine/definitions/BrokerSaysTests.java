package io.countersign.engine.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.web.Problem.FieldError;
import org.junit.jupiter.api.Test;

class BrokerSaysTests {

    private static final String MESSAGE = """
            Command 'CREATE' rejected with code 'INVALID_ARGUMENT': Expected to deploy new resources, but encountered the following errors:
            'a.bpmn': - Element: work > extensionElements > taskDefinition
                - ERROR: Task type must be present and not empty

            'b.bpmn': - Element: start
                - ERROR: Must be something else
            """;

    @Test
    void saysWhatIsWrongWithEachFile() {
        assertThat(BrokerSays.perFile(MESSAGE))
                .containsExactly(
                        new FieldError(
                                "resources.a.bpmn",
                                "- Element: work > extensionElements > taskDefinition - ERROR: Task type must be present and"
                                        + " not empty"),
                        new FieldError("resources.b.bpmn", "- Element: start - ERROR: Must be something else"));
    }

    @Test
    void leavesTheGatewaysWordsOut() {
        assertThat(BrokerSays.plainly(MESSAGE)).startsWith("Expected to deploy new resources");
        assertThat(BrokerSays.plainly("something else")).isEqualTo("something else");
        assertThat(BrokerSays.perFile("something else")).isEmpty();
    }
}
