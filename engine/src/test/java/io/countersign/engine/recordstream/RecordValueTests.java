package io.countersign.engine.recordstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RecordValueTests {

    @Test
    void readsTheTopLevelAndWhatIsNestedOnDemand() {
        RecordValue value = parse("""
                {"name": "é \\"x\\"", "empty": "", "nothing": null, "number": 2251799813685249, "none": -1, "yes": true,
                 "list": ["a", 1, {"b": []}, "ü"], "inner": {"deep": {"deeper": [1, 2]}, "text": "found"}, "last": 7}
                """);

        assertThat(value.text("name")).isEqualTo("é \"x\"");
        assertThat(value.optionalText("empty")).isNull();
        assertThat(value.optionalText("nothing")).isNull();
        assertThat(value.number("number")).isEqualTo(2251799813685249L);
        assertThat(value.key("number")).isEqualTo(2251799813685249L);
        assertThat(value.key("none")).isNull();
        assertThat(value.key("missing")).isNull();
        assertThat(value.number("missing", 50)).isEqualTo(50);
        assertThat(value.texts("list")).containsExactly("a", "1", "ü");
        assertThat(value.texts("missing")).isEmpty();
        assertThat(value.object("inner").text("text")).isEqualTo("found");
        assertThat(value.object("inner").allTexts()).containsOnlyKeys("text");
        assertThat(value.object("missing").optionalText("text")).isNull();
        assertThat(value.number("last")).isEqualTo(7);
    }

    @Test
    void readsListsThatAreTexts() {
        RecordValue value = parse("{\"groups\": \"[\\\"a\\\",\\\"o'b, c\\\"]\", \"no\": \"a\"}");

        assertThat(value.textsWithin("groups")).containsExactly("a", "o'b, c");
        assertThat(value.textsWithin("missing")).isEmpty();
    }

    @Test
    void saysWhatIsMissing() {
        RecordValue value = parse("{\"key\": \"text\"}");

        assertThatThrownBy(() -> value.text("type")).hasMessage("it has no type");
        assertThatThrownBy(() -> value.number("key")).isInstanceOf(IndigestibleRecord.class);
        assertThatThrownBy(() -> parse("[]")).isInstanceOf(IndigestibleRecord.class);
        assertThatThrownBy(() -> parse("{\"cut")).isInstanceOf(RuntimeException.class);
    }

    @Test
    void skipsVariablesHoweverDeep() {
        String deep = "[".repeat(20_000) + "]".repeat(20_000);

        assertThat(parse("{\"variables\": " + deep + ", \"name\": \"x\"}").text("name"))
                .isEqualTo("x");
    }

    @Test
    void replacesTheCharacterThatNoDatabaseTakes() {
        assertThat(parse("{\"name\": \"a\\u0000b\"}").text("name")).isEqualTo("a\uFFFDb");
    }

    private static RecordValue parse(String json) {
        return RecordValue.parse(json.getBytes(UTF_8));
    }
}
