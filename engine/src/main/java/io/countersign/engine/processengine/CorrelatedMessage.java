package io.countersign.engine.processengine;

/** A message and the instance that took it. */
public record CorrelatedMessage(long messageKey, long processInstanceKey) {}
