package io.countersign.engine.instances;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A variable. */
public record NamedValue(String name, JsonNode value) {

    public static List<NamedValue> of(Map<String, JsonNode> variables) {
        return variables.entrySet().stream()
                .map(variable -> new NamedValue(variable.getKey(), variable.getValue()))
                .toList();
    }
}
