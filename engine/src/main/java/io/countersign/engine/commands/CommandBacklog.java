package io.countersign.engine.commands;

import java.time.Duration;

/**
 * What the relay still has to do.
 *
 * @param pending on their way, those in doubt included
 * @param held waiting for an incident
 * @param dead given up, waiting for an operator
 * @param oldestPending age of the oldest that is on its way, zero where there is none
 */
public record CommandBacklog(long pending, long held, long dead, Duration oldestPending) {}
