package io.countersign.engine.tasks;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads a name or a list of names out of a policy. */
final class Names {

    private Names() {}

    /** @throws IllegalArgumentException where it is something else; the message completes "approval.…" */
    static List<String> of(String setting, JsonNode value) {
        if (value.isString() && !value.stringValue().isBlank()) {
            return List.of(value.stringValue());
        }
        if (!value.isArray()) {
            throw unclear(setting);
        }
        var names = new ArrayList<String>();
        for (JsonNode name : value) {
            if (!name.isString() || name.stringValue().isBlank()) {
                throw unclear(setting);
            }
            names.add(name.stringValue());
        }
        return List.copyOf(names);
    }

    private static IllegalArgumentException unclear(String setting) {
        return new IllegalArgumentException("approval." + setting + " has to be a name or a list of names");
    }
}
