package io.countersign.engine.tasks;

import java.time.Instant;
import java.util.List;

/**
 * That a task has gone to somebody else because its time was up.
 *
 * @param at the last time
 * @param to everybody who got it, in the words of {@link Audience}
 */
record Escalation(Instant at, List<String> to) {}
