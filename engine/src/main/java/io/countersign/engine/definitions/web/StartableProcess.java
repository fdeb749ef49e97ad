package io.countersign.engine.definitions.web;

import io.countersign.engine.definitions.ProcessDefinition;
import org.jspecify.annotations.Nullable;

record StartableProcess(
        String processDefinitionKey,
        String processId,
        int version,
        @Nullable String name,
        @Nullable String documentation,
        @Nullable FormView startForm) {

    static StartableProcess from(ProcessDefinition definition, @Nullable FormView startForm) {
        return new StartableProcess(
                Long.toString(definition.key()),
                definition.processId(),
                definition.version(),
                definition.name(),
                definition.documentation(),
                startForm);
    }
}
