package io.countersign.workers.operations;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Evaluates FEEL as the engine does. It can't be told to stop, so every evaluation has a thread of its own that is left behind when it
 * takes too long; there are never more than a few of them, and what is certain to take long is refused before.
 */
@Component
final class FeelExpressions implements Expressions {

    private static final int LONGEST = 10_000;
    private static final int MOST_STEPS = 10_000;
    private static final int MOST_AT_ONCE = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Pattern TEXTS = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*+\"");
    private static final Pattern RANGE = Pattern.compile("\\.\\.");
    private static final Pattern FROM = Pattern.compile("(-?\\d{1,9})\\s*$");
    private static final Pattern TO = Pattern.compile("^\\s*(-?\\d{1,9})\\b(?!\\s*[.+*/(-])");

    private final FeelEngineApi engine = FeelEngineBuilder.forJava()
            .withFunctionProvider(new ErrorFunctions())
            .build();
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    @Override
    public @Nullable Object evaluate(String expression, Map<String, @Nullable Object> context) throws UnfitOperation {
        String feel = expression.startsWith("=") ? expression.substring(1) : expression;
        check(feel);
        EvaluationResult result = await(feel, context);
        if (result.isFailure()) {
            throw new UnfitOperation("The expression " + cut(feel) + " fails: "
                    + cut(result.failure().message()) + ": correct the model");
        }
        return result.result();
    }

    private static void check(String feel) throws UnfitOperation {
        if (feel.length() > LONGEST) {
            throw new UnfitOperation("An expression is longer than " + LONGEST + " characters: correct the model");
        }
        String code = TEXTS.matcher(feel).replaceAll("\"\"");
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
                throw new UnfitOperation("Ranges in an expression have to be between two numbers, with at most "
                        + MOST_STEPS + " steps in all: correct the model");
            }
        }
    }

    private EvaluationResult await(String feel, Map<String, @Nullable Object> context) throws UnfitOperation {
        if (!places.tryAcquire()) {
            throw new UnfitOperation(
                    "Too many expressions have taken too long: correct these models, start the workers" + " again");
        }
        FutureTask<EvaluationResult> task = new FutureTask<>(() -> engine.evaluateExpression(feel, context));
        Thread.ofPlatform().daemon().name("feel").start(() -> {
            try {
                task.run();
            } finally {
                places.release();
            }
        });
        try {
            return task.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw unfit(
                    "The expression " + cut(feel) + " takes longer than " + PATIENCE.toSeconds()
                            + " s: correct the model",
                    e);
        } catch (ExecutionException e) {
            throw unfit("The expression " + cut(feel) + " can't be evaluated: correct the model", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unfit("The workers are stopping", e);
        }
    }

    private static UnfitOperation unfit(String message, Exception cause) {
        UnfitOperation unfit = new UnfitOperation(message);
        unfit.initCause(cause);
        return unfit;
    }

    private static String cut(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
