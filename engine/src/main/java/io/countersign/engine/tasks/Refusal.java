package io.countersign.engine.tasks;

import io.countersign.engine.web.Problem;
import java.util.List;
import org.springframework.http.HttpStatus;

/**
 * Why somebody can't do something with a task.
 *
 * @param code stable, for programs
 * @param message for the person
 */
record Refusal(HttpStatus status, String code, String title, String message) {

    static Refusal forbidden(String code, String message) {
        return new Refusal(HttpStatus.FORBIDDEN, code, "You can't do that with this task", message);
    }

    static Refusal conflict(String code, String message) {
        return new Refusal(HttpStatus.CONFLICT, code, "The task does not allow that now", message);
    }

    Problem toProblem() {
        return new Problem(status, code, title, message, List.of());
    }
}
