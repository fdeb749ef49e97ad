package io.countersign.engine.deadlines;

import java.util.Locale;

/** What happens at a moment of a deadline. */
enum Kind {
    REMIND,
    ESCALATE,
    EXPIRE;

    /** @param number which of the reminders, from 0 on */
    String instance(long taskKey, int number) {
        return name().toLowerCase(Locale.ROOT) + " " + taskKey + " " + number;
    }
}
