package io.countersign.engine.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariableFilterTests {

    @Test
    void bindsNamesAndValuesInsteadOfWritingThem() {
        String nasty = "x' or 1=1 --";
        var filter = VariableFilter.parse("na'me = " + nasty);
        assertThat(filter.check().sql()).doesNotContain("na'me").doesNotContain("or 1=1 --");
        assertThat(filter.check().parameters()).containsExactly("na'me", "\"" + nasty + "\"");
    }

    @Test
    void takesANumberForItsTextToo() {
        assertThat(VariableFilter.parse("costCentre=4711").check().parameters())
                .containsExactly("costCentre", new BigDecimal("4711"), "costCentre", "\"4711\"");
        assertThat(VariableFilter.parse("costCentre=\"4711\"").check().parameters())
                .containsExactly("costCentre", "\"4711\"");
        assertThat(VariableFilter.parse("amount <= -1.5e3").check().parameters())
                .containsExactly("amount", new BigDecimal("-1.5e3"));
    }

    @Test
    void takesAWholeDayForADate() {
        assertThat(VariableFilter.parse("on<=2026-12-31").check().parameters())
                .containsExactly("on", "\"0", "\"2027-01-01");
    }

    @Test
    void findsNoneThroughWhatTheyAreNot() {
        assertThat(VariableFilter.parse("a=1").hits()).isNotNull();
        assertThat(VariableFilter.parse("a!=1").hits()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "amount",
                "=1",
                "amount=",
                "amount>",
                "amount>much",
                "amount>=\"5\"",
                "on=2026-13-01",
                "a\0=1"
            })
    void refuses(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> VariableFilter.parse(text));
    }
}
