package io.countersign.workers.expressions;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.impl.JavaValueMapper;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.syntaxtree.ValString;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import scala.Function1;
import scala.Option;

/** Evaluates FEEL as the engine does, within limits: what a model says must cost neither another model nor the workers. */
@Component
final class FeelExpressions implements Expressions {

    private static final int LONGEST = 10_000;
    private static final int MOST_STEPS = 10_000;

    private static final Pattern TEXTS = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*+\"");
    private static final Pattern SECOND_ITERATOR = Pattern.compile(
            "\\b(?:for|some|every)\\b(?:(?!\\b(?:for|some|every|return|satisfies)\\b).)*,\\s*[\\w ]+\\s+in\\b",
            Pattern.DOTALL);
    private static final Pattern RANGE = Pattern.compile("\\.\\.");
    private static final Pattern FROM = Pattern.compile("(-?\\d{1,9})\\s*$");
    private static final Pattern TO = Pattern.compile("^\\s*(-?\\d{1,9})\\b(?!\\s*[.+*/(-])");

    private final FeelEngineApi engine = FeelEngineBuilder.forJava()
            .withFunctionProvider(new ErrorFunctions())
            // in the place of the one that forJava sets: there is only one
            .withCustomValueMapper(new ShortTexts())
            .build();
    private final Places places;

    @Autowired
    FeelExpressions() {
        this(new Places(Duration.ofSeconds(2)));
    }

    FeelExpressions(Places places) {
        this.places = places;
    }

    @Override
    public @Nullable Object evaluate(String expression, Map<String, @Nullable Object> context) throws UnfitModel {
        String feel = expression.startsWith("=") ? expression.substring(1) : expression;
        check(feel);
        EvaluationResult result = places.run(feel, () -> engine.evaluateExpression(feel, context));
        if (result.isFailure()) {
            throw new UnfitModel("The expression " + Places.cut(feel) + " fails: "
                    + Places.cut(result.failure().message()) + ": correct the model");
        }
        return result.result();
    }

    private static void check(String feel) throws UnfitModel {
        if (feel.length() > LONGEST) {
            throw new UnfitModel("An expression is longer than " + LONGEST + " characters: correct the model");
        }
        String code = TEXTS.matcher(feel).replaceAll("\"\"");
        // these are multiplied at once, which can't be ended; one within the other does the same, step by step
        if (SECOND_ITERATOR.matcher(code).find()) {
            throw new UnfitModel("An expression iterates over several lists at once: write one 'for', 'some' or"
                    + " 'every' within the other, correct the model");
        }
        Matcher range = RANGE.matcher(code);
        long steps = 1;
        while (range.find()) {
            Matcher from = FROM.matcher(code.substring(Math.max(0, range.start() - 20), range.start()));
            Matcher to = TO.matcher(code.substring(range.end(), Math.min(code.length(), range.end() + 40)));
            boolean known = from.find() && to.find();
            steps = known
                    ? steps * (1 + Math.abs(Long.parseLong(to.group(1)) - Long.parseLong(from.group(1))))
                    : MOST_STEPS + 1;
            if (steps > MOST_STEPS) {
                throw new UnfitModel("Ranges in an expression have to be between two numbers, with at most "
                        + MOST_STEPS + " steps in all: correct the model");
            }
        }
    }

    /** Ends an evaluation whose texts grow without an end: faster than its time is up, they would take all memory. */
    private static final class ShortTexts extends JavaValueMapper {

        private static final int LONGEST_TEXT = 10_000_000;

        @Override
        public Option<Val> toVal(Object value, Function1<Object, Val> parts) {
            if (value instanceof ValString text && text.value().length() > LONGEST_TEXT) {
                throw new IllegalStateException("a text is longer than " + LONGEST_TEXT + " characters");
            }
            return super.toVal(value, parts);
        }
    }
}
