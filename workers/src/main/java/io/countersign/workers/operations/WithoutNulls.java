package io.countersign.workers.operations;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A tree without the fields that have no value. */
final class WithoutNulls {

    private WithoutNulls() {}

    static JsonNode of(JsonNode node) {
        if (!node.isObject()) {
            return node;
        }
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!field.getValue().isNull()) {
                rest.set(field.getKey(), of(field.getValue()));
            }
        }
        return rest;
    }
}
