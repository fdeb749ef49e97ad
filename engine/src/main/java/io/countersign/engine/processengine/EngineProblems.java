package io.countersign.engine.processengine;

import io.countersign.engine.web.Problem;
import java.util.concurrent.CompletionStage;

/** What is said over HTTP where somebody asks the engine directly and it fails. */
public final class EngineProblems {

    private EngineProblems() {}

    /**
     * Waits for the engine.
     *
     * @param what the request in words: {@code "the message"}
     * @throws Problem that says whether the engine may have accepted it all the same
     */
    public static <T> T await(CompletionStage<EngineAnswer<T>> answer, String what) {
        return switch (answer.toCompletableFuture().join()) {
            case EngineAnswer.Ok<T>(var value) -> value;
            case EngineAnswer.Failed<T>(var failure) -> throw of(failure, what);
        };
    }

    public static Problem of(EngineFailure failure, String what) {
        var said = " It said: " + failure.message();
        return switch (failure.kind()) {
            case NOT_FOUND ->
                Problem.notFound("not-found", "Not found", "The engine found nothing for " + what + "." + said);
            case INVALID_STATE ->
                Problem.conflict(
                        "wrong-state", "Not possible in this state", "The engine can't take " + what + " now." + said);
            case INVALID_ARGUMENT ->
                Problem.unprocessable(
                        "refused-by-engine", "The engine said no", "The engine did not accept " + what + "." + said);
            case UNSUPPORTED -> Problem.unprocessable("not-supported", "Not supported", failure.message());
            case RESOURCE_EXHAUSTED ->
                Problem.unavailable(
                        "engine-busy",
                        "The engine is too busy",
                        "The engine did not accept " + what + ". Please try again in a few seconds.");
            case UNAVAILABLE, DEADLINE_EXCEEDED, UNKNOWN ->
                Problem.unavailable(
                        "engine-not-answering",
                        "The engine does not answer",
                        (failure.maybeAccepted()
                                                ? "The engine may or may not have accepted %s; look before you repeat it."
                                                : "The engine did not accept %s. Please try again in a few seconds.")
                                        .formatted(what)
                                + said);
        };
    }
}
