package io.countersign.workers.operations;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a statement is run with. The statement itself and the data source are headers of the task, which a model sets once and for all.
 *
 * @param parameters by the name that the statement has for them, without its colon
 * @param errors from SQLSTATE, or its class, to the error code that a boundary event catches
 */
record SqlInputs(Map<String, @Nullable JsonNode> parameters, Map<String, String> errors) {

    SqlInputs {
        parameters = parameters == null ? Map.of() : parameters;
        errors = errors == null ? Map.of() : errors;
    }
}
