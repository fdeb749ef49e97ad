package io.countersign.engine.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.engine.web.Problem.FieldError;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FormCheckTests {

    private static final FormCheck FORM = new FormCheck(JsonMapper.shared().readTree("""
            {"components": [
                {"type": "textfield", "key": "item", "validate": {"required": true, "minLength": 3, "maxLength": 5}},
                {"type": "number", "key": "amount", "readonly": true, "validate": {"min": 1, "max": 9.5}},
                {"type": "checkbox", "key": "urgent"},
                {"type": "select", "key": "category", "values": [{"value": "hardware"}, {"value": 7}]},
                {"type": "taglist", "key": "tags"},
                {"type": "textfield", "key": "reason", "conditional": {"hide": "=urgent"}, "validate": {"required": true}},
                {"type": "group", "components": [{"type": "number", "key": "inGroup"}]},
                {"type": "text", "text": "Hello"}]}
            """));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "item | 5 | has to be a text",
                "item | \"ab\" | has to have at least 3 characters",
                "item | \"abcdef\" | may have at most 5 characters",
                "amount | \"5\" | has to be a number",
                "amount | 0.5 | has to be at least 1",
                "amount | 10 | may be at most 9.5",
                "urgent | \"yes\" | has to be true or false",
                "category | \"travel\" | is not one of the choices",
                "tags | \"a\" | has to be a list",
                "inGroup | true | has to be a number"
            })
    void saysWhatDoesNotFit(String key, String value, String message) {
        assertThat(FORM.unfit(Map.of(key, JsonMapper.shared().readTree(value))))
                .containsExactly(new FieldError("variables." + key, message));
    }

    @Test
    void takesWhatFits() {
        assertThat(FORM.unfit(variables("""
                        {"item": "pens", "amount": 9.5, "urgent": false, "category": 7, "tags": [], "inGroup": 1, "other": {}}
                        """))).isEmpty();
    }

    @Test
    void wantsRequiredValuesUnlessTheyWereThereBefore() {
        assertThat(FORM.missing(variables("{}"), Map.of()))
                .extracting(FieldError::field)
                .containsExactly("variables.item");
        assertThat(FORM.missing(variables("{\"item\": \" \"}"), before("\"pens\"")))
                .extracting(FieldError::field)
                .containsExactly("variables.item");
        assertThat(FORM.missing(variables("{}"), before("\"pens\""))).isEmpty();
    }

    @Test
    void keepsWhatIsOnlyShown() {
        Map<String, JsonNode> before = Map.of("amount", JsonMapper.shared().readTree("5"));

        assertThat(FORM.changedThoughReadOnly(variables("{\"amount\": 5.0}"), before))
                .isEmpty();
        assertThat(FORM.changedThoughReadOnly(variables("{\"amount\": 6}"), before))
                .extracting(FieldError::field)
                .containsExactly("variables.amount");
    }

    private static Map<String, JsonNode> before(String item) {
        return Map.of("item", JsonMapper.shared().readTree(item));
    }

    private static Map<String, JsonNode> variables(String json) {
        var variables = new LinkedHashMap<String, JsonNode>();
        JsonMapper.shared()
                .readTree(json)
                .properties()
                .forEach(entry -> variables.put(entry.getKey(), entry.getValue()));
        return variables;
    }
}
