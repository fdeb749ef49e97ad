package io.countersign.engine.recordstream;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The kinds of record that somebody projects, named as in the Zeebe protocol. */
public enum ValueType {
    PROCESS,
    DECISION_REQUIREMENTS,
    DECISION,
    FORM,
    PROCESS_INSTANCE_CREATION,
    PROCESS_INSTANCE,
    VARIABLE,
    JOB,
    USER_TASK,
    INCIDENT;

    private static final Map<String, ValueType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Enum::name, Function.identity()));

    /** @return null for a kind that nobody projects */
    static @Nullable ValueType of(String name) {
        return BY_NAME.get(name);
    }
}
