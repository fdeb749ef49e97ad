package io.countersign.engine.processengine;

import java.util.function.Function;

/** What the engine said to a request. */
public sealed interface EngineAnswer<T> {

    /** The engine did it. */
    record Ok<T>(T value) implements EngineAnswer<T> {}

    /** The engine said no, or did not answer. */
    record Failed<T>(EngineFailure failure) implements EngineAnswer<T> {}

    static <T> EngineAnswer<T> ok(T value) {
        return new Ok<>(value);
    }

    static <T> EngineAnswer<T> failed(EngineFailure failure) {
        return new Failed<>(failure);
    }

    /** The value, or what {@code otherwise} makes of the failure (or throws). */
    default T orElse(Function<EngineFailure, T> otherwise) {
        return switch (this) {
            case Ok<T>(var value) -> value;
            case Failed<T>(var failure) -> otherwise.apply(failure);
        };
    }
}
