package io.countersign.workers.jobs;

import org.jspecify.annotations.Nullable;

/**
 * What an operator wants of a job type.
 *
 * @param maxActive how many of its jobs a node runs at once; null: as configured
 */
record Control(boolean paused, @Nullable Integer maxActive) {

    static final Control NONE = new Control(false, null);
}
