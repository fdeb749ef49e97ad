package io.countersign.workers.jobs;

import java.time.Instant;
import java.util.List;

/** Tells the rest of the product how this node does. */
@FunctionalInterface
interface StatusReport {

    void write(String node, List<TypeStatus> types, Instant now);
}
