package io.countersign.engine.processengine;

/** An instance the engine has created. */
public record CreatedInstance(long processInstanceKey, long processDefinitionKey, String processId, int version) {}
