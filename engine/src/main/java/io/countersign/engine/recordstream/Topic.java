package io.countersign.engine.recordstream;

import java.util.Locale;

/** What a change is about, as told to browsers; they fetch again what they show of it. */
public enum Topic {
    TASKS,
    INSTANCES,
    REQUESTS,
    INCIDENTS,
    DEFINITIONS;

    /** As it stands in hints. */
    public String hint() {
        return name().toLowerCase(Locale.ROOT);
    }
}
