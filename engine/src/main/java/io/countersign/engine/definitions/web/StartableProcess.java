package io.countersign.engine.definitions.web;

import io.countersign.engine.definitions.ProcessDefinition;
import io.countersign.engine.definitions.ProcessProperties;
import org.jspecify.annotations.Nullable;

/**
 * @param icon the name of a picture, null where the model names none
 * @param category a heading to show it under, null where the model names none
 */
record StartableProcess(
        String processDefinitionKey,
        String processId,
        int version,
        @Nullable String name,
        @Nullable String documentation,
        @Nullable String icon,
        @Nullable String category,
        @Nullable FormView startForm) {

    static StartableProcess from(
            ProcessDefinition definition, ProcessProperties properties, @Nullable FormView startForm) {
        return new StartableProcess(
                Long.toString(definition.key()),
                definition.processId(),
                definition.version(),
                definition.name(),
                definition.documentation(),
                properties.icon(definition.key()).orElse(null),
                properties.category(definition.key()).orElse(null),
                startForm);
    }
}
