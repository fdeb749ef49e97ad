package io.countersign.workers.jobs;

import java.util.Set;

/** Makes the engine look for jobs whose time has come. */
@FunctionalInterface
interface Alarm {

    /** @return those of the partitions that looked; no others where the engine is away */
    Set<Integer> ring(Set<Integer> partitions);
}
