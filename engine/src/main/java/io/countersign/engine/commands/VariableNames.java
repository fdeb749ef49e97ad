package io.countersign.engine.commands;

import io.countersign.engine.web.Problem;
import io.countersign.engine.web.Problem.FieldError;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which names variables may have: those by which Countersign recognises what it told the engine, nobody else may set. */
public final class VariableNames {

    private static final String PREFIX = "countersign";

    private VariableNames() {}

    /** @throws Problem where a name is reserved */
    public static void refuseReserved(Map<String, @Nullable Object> variables) {
        var errors = variables.keySet().stream()
                .filter(name -> name.regionMatches(true, 0, PREFIX, 0, PREFIX.length()))
                .map(name -> new FieldError(
                        "variables." + name, "is reserved; choose a name that does not start with \"" + PREFIX + "\""))
                .toArray(FieldError[]::new);
        if (errors.length > 0) {
            throw Problem.badRequest(
                    "reserved-variable",
                    "Reserved variable",
                    "Variables whose names start with \"" + PREFIX + "\" are set by Countersign itself.",
                    errors);
        }
    }
}
