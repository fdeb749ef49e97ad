package io.countersign.engine.commands;

import io.countersign.engine.commands.CommandStatus.Outcome;
import io.countersign.engine.web.Problem;
import java.util.Optional;

/** What is said over HTTP to somebody who waits for a command. */
public final class CommandAnswers {

    private CommandAnswers() {}

    /**
     * Returns where the engine did it.
     *
     * @param what the thing it acts on, as the caller knows it: {@code "process instance 4711"}
     * @throws Problem where it did not, or is not known to have done it
     */
    public static void requireDone(CommandStatus status, String what) {
        switch (status.state()) {
            case DONE -> {}
            case PENDING, AMBIGUOUS -> throw onItsWay(what);
            case HELD ->
                throw Problem.conflict(
                        "blocked-by-incident",
                        "Blocked by an incident",
                        "The request for " + what + " is kept, and goes on once the incident is resolved."
                                + said(status));
            case REFUSED, DEAD -> throw refused(status, what);
        }
    }

    /** It is kept and will be sent; only the answer is missing. */
    public static Problem onItsWay(String what) {
        return Problem.unavailable(
                "engine-not-answering",
                "The engine has not answered yet",
                "The request for " + what
                        + " is kept and will be carried out as soon as the engine answers; it may already have been."
                        + " There is no need to repeat it.");
    }

    private static Problem refused(CommandStatus status, String what) {
        var outcome = Optional.ofNullable(status.outcome()).orElse(Outcome.FAILED);
        return switch (outcome) {
            case NOT_FOUND ->
                Problem.notFound(
                        "not-found", "Not found", "The engine has no active " + what + " (any more)." + said(status));
            case CANCELED, COMPLETED_ELSEWHERE, INVALID_STATE ->
                Problem.conflict(
                        "wrong-state",
                        "Not possible in this state",
                        "The engine can't do that with " + what + " in its present state." + said(status));
            case INVALID_ARGUMENT ->
                Problem.unprocessable(
                        "refused-by-engine",
                        "The engine said no",
                        "The engine did not accept the request for " + what + "." + said(status));
            case OK, FAILED ->
                Problem.unavailable(
                        "engine-failed",
                        "The engine failed",
                        "The request for " + what + " was given up; an operator finds it as command " + status.id()
                                + "." + said(status));
        };
    }

    private static String said(CommandStatus status) {
        return status.detail() == null ? "" : " It said: " + status.detail();
    }
}
