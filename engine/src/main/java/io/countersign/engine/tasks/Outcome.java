package io.countersign.engine.tasks;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What somebody said of a task; COMPLETED is the answer to a plain task, which asks for data and not for a decision. */
public enum Outcome {
    APPROVED,
    REJECTED,
    COMPLETED,
    /** Nobody decided in time; said by the deadline, never by a person. */
    EXPIRED;

    /** As the API, the database and the process variable spell it. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Outcome of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
