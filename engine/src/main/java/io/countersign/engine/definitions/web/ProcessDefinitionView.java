package io.countersign.engine.definitions.web;

import io.countersign.engine.definitions.ProcessDefinition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

record ProcessDefinitionView(
        String processDefinitionKey,
        String processId,
        int version,
        @Nullable String versionTag,
        @Nullable String name,
        @Nullable String documentation,
        String resourceName,
        String tenantId,
        @Nullable Instant deployedAt) {

    static ProcessDefinitionView from(ProcessDefinition definition) {
        return new ProcessDefinitionView(
                Long.toString(definition.key()),
                definition.processId(),
                definition.version(),
                definition.versionTag(),
                definition.name(),
                definition.documentation(),
                definition.resourceName(),
                definition.tenantId(),
                definition.deployedAt());
    }
}
