package io.countersign.workers.expressions;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Evaluates what a model says about an answer. */
@FunctionalInterface
interface Expressions {

    /**
     * @param context of maps, lists, texts, numbers and booleans
     * @return of the same, or null
     */
    @Nullable
    Object evaluate(String expression, Map<String, @Nullable Object> context) throws UnfitModel;
}
