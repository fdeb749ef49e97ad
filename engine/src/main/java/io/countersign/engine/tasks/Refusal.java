package io.countersign.engine.tasks;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.tasks.Exclusions.Reason;
import io.countersign.engine.web.Problem.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Why somebody can't do something with a task.
 *
 * @param code stable, for programs
 * @param message for the person
 * @param separation null where it is not for the separation of duties
 */
record Refusal(
        HttpStatus status,
        String code,
        String title,
        String message,
        List<FieldError> errors,
        @Nullable Separation separation) {

    private static final String FORBIDDEN = "You can't do that with this task";

    /**
     * A rule that keeps duties apart.
     *
     * @param reason null where it keeps everybody away
     * @param excluded whom it keeps away; null where that is everybody
     */
    record Separation(@Nullable Reason reason, @Nullable Caller excluded) {

        static final Separation OF_EVERYBODY = new Separation(null, null);
    }

    static Refusal forbidden(String code, String message) {
        return new Refusal(HttpStatus.FORBIDDEN, code, FORBIDDEN, message, List.of(), null);
    }

    static Refusal separated(Reason reason, String message, Caller excluded) {
        return new Refusal(
                HttpStatus.FORBIDDEN, reason.code(), FORBIDDEN, message, List.of(), new Separation(reason, excluded));
    }

    static Refusal separatedFromEverybody(String code, String message) {
        return new Refusal(HttpStatus.FORBIDDEN, code, FORBIDDEN, message, List.of(), Separation.OF_EVERYBODY);
    }

    /** As it is told to somebody else than whom it keeps away. */
    Refusal toldToOthers() {
        if (separation == null || separation.reason() == null || separation.excluded() == null) {
            return this;
        }
        String name = separation.excluded().displayName();
        return separated(
                separation.reason(),
                name + " can't have this task: " + separation.reason().inWords(name) + ".",
                separation.excluded());
    }

    static Refusal conflict(String code, String message) {
        return new Refusal(HttpStatus.CONFLICT, code, "The task does not allow that now", message, List.of(), null);
    }

    static Refusal unclear(String code, String message, FieldError error) {
        return new Refusal(
                HttpStatus.UNPROCESSABLE_CONTENT, code, "It is not clear what is meant", message, List.of(error), null);
    }

    Refused toProblem() {
        return new Refused(this);
    }
}
