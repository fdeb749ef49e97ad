package io.countersign.engine.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.engine.web.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class SearchSyntaxTests {

    private static final SearchSyntax SYNTAX = new SearchSyntax(Thing.values(), Thing.THING_KEY, Map.of());

    private enum Thing implements SearchField {
        THING_KEY(Conversion.KEY),
        NAME(Conversion.TEXT),
        SIZE(Conversion.INTEGER),
        BORN_AT(Conversion.TIME),
        SECRET(Conversion.TEXT);

        private final Conversion conversion;

        Thing(Conversion conversion) {
            this.conversion = conversion;
        }

        @Override
        public String sql() {
            return "x." + fieldName();
        }

        @Override
        public Conversion conversion() {
            return conversion;
        }

        @Override
        public boolean sortable() {
            return this != SECRET;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"filters\": {}}",
                "{\"filter\": {\"colour\": \"red\"}}",
                "{\"filter\": {\"name; drop table x\": \"red\"}}",
                "{\"filter\": {\"name\": 5}}",
                "{\"filter\": {\"name\": {\"$regex\": \".*\"}}}",
                "{\"filter\": {\"size\": \"five\"}}",
                "{\"filter\": {\"size\": {\"$like\": \"5*\"}}}",
                "{\"filter\": {\"thingKey\": \"1 or 1=1\"}}",
                "{\"filter\": {\"bornAt\": \"yesterday\"}}",
                "{\"filter\": {\"name\": {\"$in\": \"a\"}}}",
                "{\"filter\": {\"$or\": {}}}",
                "{\"filter\": {\"$or\": [{\"$or\": []}]}}",
                "{\"sort\": [{\"field\": \"secret\"}]}",
                "{\"sort\": [{\"field\": \"name\", \"order\": \"random()\"}]}",
                "{\"page\": {\"limit\": 0}}",
                "{\"page\": {\"limit\": 100000}}",
                "{\"page\": {\"after\": \"bm90IG91cnM\"}}"
            })
    void refusesWhatItDoesNotUnderstand(String body) {
        assertThatThrownBy(() -> SYNTAX.parse(JsonMapper.shared().readTree(body)))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.status().value()).isEqualTo(400));
    }

    @Test
    void namesWhatItKnows() {
        assertThatThrownBy(() -> SYNTAX.parse(JsonMapper.shared().readTree("{\"filter\": {\"colour\": \"red\"}}")))
                .hasMessageContaining("colour")
                .hasMessageContaining("bornAt, name");
    }

    @Test
    void bindsEveryValue() {
        String nasty = "'; drop table x; --";
        var condition = SearchSyntax.compare(
                "filter.name",
                Thing.NAME,
                JsonMapper.shared().createObjectNode().put("$eq", nasty));

        assertThat(condition.sql()).isEqualTo("(x.name = ?)");
        assertThat(condition.parameters()).isEqualTo(List.of(nasty));
    }

    @ParameterizedTest
    @CsvSource({"a*, a%", "a?c, a_c", "100%, 100\\%", "a_b, a\\_b", "a\\*, a*", "a\\\\b, a\\\\b", "a\\, a\\\\"})
    void translatesWildcards(String wildcards, String pattern) {
        var condition = SearchSyntax.compare(
                "filter.name",
                Thing.NAME,
                JsonMapper.shared().createObjectNode().put("$like", wildcards));

        assertThat(condition.parameters()).isEqualTo(List.of(pattern));
    }
}
