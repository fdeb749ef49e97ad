package io.countersign.engine.tasks;

import org.jspecify.annotations.Nullable;

/**
 * A task that the caller may see, for features that hang something on it.
 *
 * @param open whether somebody may still act on it
 * @param act whether the caller may decide or complete it, and why not
 */
public record SeenTask(
        long key,
        long processInstanceKey,
        long rootProcessInstanceKey,
        long elementInstanceKey,
        long processDefinitionKey,
        String elementId,
        @Nullable Person requester,
        boolean open,
        Permission act) {}
