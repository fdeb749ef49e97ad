package io.countersign.engine.definitions;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a BPMN model says about one of its processes.
 *
 * @param startable has a none start event, so that somebody can start it by hand
 * @param startFormId the form of the none start event
 * @param properties the extension properties of the process itself, by name
 * @param elementNames by element id; elements without a name are left out
 */
record ProcessModel(
        @Nullable String name,
        @Nullable String documentation,
        @Nullable String versionTag,
        boolean startable,
        @Nullable String startFormId,
        Map<String, String> properties,
        Map<String, String> elementNames) {

    static final ProcessModel UNKNOWN = new ProcessModel(null, null, null, false, null, Map.of(), Map.of());
}
