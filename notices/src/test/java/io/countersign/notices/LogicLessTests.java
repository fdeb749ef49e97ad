package io.countersign.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.samskivert.mustache.MustacheException;
import io.countersign.notices.LogicLess.TooMuch;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogicLessTests {

    /** Something with a property that a template may not read. */
    public static final class Secretive {

        public final String field = "secret";

        public String getSecret() {
            return "secret";
        }

        public String secret() {
            return "secret";
        }

        @Override
        public String toString() {
            return "harmless";
        }
    }

    @Test
    void fillsIn() {
        assertThat(fill(
                        "{{a}} {{#list}}[{{name}}]{{/list}}{{^none}}no{{/none}}",
                        Map.of("a", "<b>", "list", List.of(Map.of("name", "x"), Map.of("name", "y")))))
                .isEqualTo("&lt;b&gt; [x][y]no");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{it.secret}}",
                "{{it.getSecret}}",
                "{{it.field}}",
                "{{it.class}}",
                "{{it.class.classLoader}}",
                "{{class}}",
                "{{getClass}}",
                "{{it.hashCode}}",
                "{{#it}}{{secret}}{{field}}{{class}}{{/it}}",
                "{{#list}}{{class}}{{secret}}{{/list}}",
                "{{text.bytes}}",
                "{{text.length}}",
                "{{list.size}}",
                "{{entrySet}}"
            })
    void reachesNothingButMaps(String source) {
        assertThat(fill(source, Map.of("it", new Secretive(), "list", List.of(new Secretive()), "text", "abc")))
                .isEmpty();
    }

    @Test
    void callsNothingThatItIsGiven() {
        com.samskivert.mustache.Mustache.Lambda lambda = (fragment, out) -> out.write("called");

        assertThat(fill("{{#it}}x{{/it}}", Map.of("it", lambda))).isEqualTo("x");
    }

    @Test
    void takesInNoOtherTemplate() {
        assertThatThrownBy(() -> fill("{{>/etc/passwd}}", Map.of())).isInstanceOf(MustacheException.class);
    }

    @Test
    void doesNotGoOnForEver() {
        List<Map<String, Object>> many = Collections.nCopies(100, Map.of("a", "b"));

        assertThatThrownBy(() -> fill("{{#l}}{{#l}}{{#l}}{{#l}}{{/l}}{{/l}}{{/l}}{{/l}}", Map.of("l", many)))
                .isInstanceOf(TooMuch.class)
                .hasMessageContaining("repeats");
        assertThatThrownBy(() -> fill("{{#l}}{{text}}{{/l}}", Map.of("l", many, "text", "x".repeat(10_000))))
                .isInstanceOf(TooMuch.class)
                .hasMessageContaining("longer");
    }

    @Test
    void cutsAModelThatContainsItself() {
        var self = new HashMap<String, Object>();
        self.put("name", "x");
        self.put("self", self);

        assertThat(fill("{{name}}{{self.self.name}}", self)).isEqualTo("xx");
    }

    private static String fill(String source, Map<String, ?> model) {
        return LogicLess.fill(source, PlainModel.of(model), true);
    }
}
