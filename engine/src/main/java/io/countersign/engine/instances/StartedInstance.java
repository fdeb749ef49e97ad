package io.countersign.engine.instances;

import org.jspecify.annotations.Nullable;

/** The instance that came of a start request. */
public record StartedInstance(
        long processInstanceKey,
        long processDefinitionKey,
        String processId,
        int version,
        String tenantId,
        @Nullable String businessKey) {}
