package io.countersign.engine.commands;

import io.countersign.engine.web.Problem;
import io.countersign.engine.web.Problem.FieldError;
import io.countersign.processes.ReservedVariables;
import java.util.Optional;
import java.util.Set;

/** Which names variables may have: those by which Countersign recognises what it told the engine, nobody else may set. */
public final class VariableNames {

    private static final int MAX_LENGTH = 255;

    private VariableNames() {}

    /** What is wrong with a name; empty where nothing is. */
    public static Optional<String> problemOf(String name) {
        if (ReservedVariables.isReserved(name)) {
            return Optional.of(
                    "is reserved; choose a name that does not start with \"" + ReservedVariables.PREFIX + "\"");
        }
        return name.isBlank() || name.length() > MAX_LENGTH || name.indexOf('\0') >= 0
                ? Optional.of("is not a variable's name")
                : Optional.empty();
    }

    /** @throws Problem where a name may not be set */
    public static void requireFit(Set<String> names) {
        if (names.stream().anyMatch(ReservedVariables::isReserved)) {
            throw Problem.badRequest(
                    "reserved-variable",
                    "Reserved variable",
                    "Variables whose names start with \"" + ReservedVariables.PREFIX
                            + "\" are set by Countersign itself.",
                    errors(names));
        }
        if (errors(names).length > 0) {
            throw Problem.badRequest(
                    "invalid-variable-name",
                    "A variable's name does not fit",
                    "A variable's name has 1 to " + MAX_LENGTH + " characters, not only spaces and no U+0000.",
                    errors(names));
        }
    }

    private static FieldError[] errors(Set<String> names) {
        return names.stream()
                .flatMap(name -> problemOf(name).map(problem -> new FieldError("variables." + name, problem)).stream())
                .toArray(FieldError[]::new);
    }
}
