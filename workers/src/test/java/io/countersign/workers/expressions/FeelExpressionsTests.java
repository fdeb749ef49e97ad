package io.countersign.workers.expressions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeelExpressionsTests {

    /** Long enough for what is quick, also where the machine is not. */
    private final Places places = new Places(Duration.ofSeconds(2));

    private final FeelExpressions expressions = new FeelExpressions(places);

    @Test
    void evaluates() throws Exception {
        assertThat(expressions.evaluate("={sum: a + 1, text: \"x\"}", Map.of("a", 2)))
                .isEqualTo(Map.of("sum", 3L, "text", "x"));
        assertThat(expressions.evaluate("not(a)", Map.of("a", true))).isEqualTo(false);
        await().atMost(Duration.ofSeconds(10)).until(places::running, running -> running == 0);
    }

    @Test
    void givesUpWhatTakesTooLongAndItsThreadEnds() {
        Map<String, @Nullable Object> context = Map.of("list", Collections.nCopies(1_000, 1));

        assertThatThrownBy(() -> expressions.evaluate(
                        "=count(for a in list return for b in list return for c in list return a)", context))
                .isInstanceOf(UnfitModel.class)
                .hasMessage(
                        "The expression count(for a in list return for b in list return for c in list return a) takes longer than"
                                + " 2000 ms: correct the model");

        await().atMost(Duration.ofSeconds(10)).until(places::running, running -> running == 0);
    }

    @Test
    void whatCannotBeEndedHasOneThreadHoweverOftenItIsTriedAndHoldsUpNoOther() throws Exception {
        // nothing in there looks whether it should end; it ends by itself, some time after this test
        String endless = "=matches(text, \"^(.*a){10}$\")";
        Map<String, @Nullable Object> context = Map.of("text", "a".repeat(38) + "b");
        assertThatThrownBy(() -> expressions.evaluate(endless, context)).hasMessageContaining("takes longer than");

        List<Future<?>> tries = new ArrayList<>();
        try (ExecutorService jobs = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                tries.add(jobs.submit(() -> expressions.evaluate(endless, context)));
            }
        }

        assertThat(tries)
                .allSatisfy(tried -> assertThat(tried.exceptionNow())
                        .isInstanceOf(UnfitModel.class)
                        .hasMessageContaining(
                                "took too long and still runs: correct its model and start the workers again"));
        assertThat(places.running()).isEqualTo(1);
        assertThat(expressions.evaluate("1 + 1", Map.of())).isEqualTo(2L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for a in list, b in list return 1",
                "count(some first item in [1,2],\n second item in f(list) satisfies true)",
                "if true then 1 else every a in list, b in list satisfies a = b"
            })
    void refusesWhatIsMultipliedAtOnce(String expression) {
        assertThatThrownBy(() -> expressions.evaluate(expression, Map.of("list", List.of(1))))
                .hasMessageContaining("several lists at once");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for a in list return for b in [a, 2] return b",
                "[for a in list return a, 1 in [1..3]]",
                "[\"for a in x, b in y\", 2 in [1..3]]"
            })
    void takesNothingElseForThat(String expression) throws Exception {
        assertThat(expressions.evaluate(expression, Map.of("list", List.of(1)))).isNotNull();
    }

    @Test
    void manyOfOneExpressionAtOnceAreAllEvaluated() throws Exception {
        List<Future<@Nullable Object>> all = new ArrayList<>();
        try (ExecutorService jobs = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 64; i++) {
                int number = i;
                all.add(jobs.submit(() -> expressions.evaluate("=n + 1", Map.of("n", number))));
            }
        }

        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i).get()).isEqualTo(i + 1L);
        }
    }

    @Test
    void textsThatGrowWithoutAnEndEndIt() {
        StringBuilder doubled = new StringBuilder("={t0: \"" + "x".repeat(1_000) + "\"");
        for (int i = 1; i < 60; i++) {
            doubled.append(", t")
                    .append(i)
                    .append(": t")
                    .append(i - 1)
                    .append(" + t")
                    .append(i - 1);
        }

        assertThatThrownBy(() -> expressions.evaluate(doubled.append("}").toString(), new HashMap<>()))
                .isInstanceOf(UnfitModel.class)
                .hasMessageContaining("correct the model");
    }
}
