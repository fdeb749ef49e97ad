package io.countersign.workers.jobs;

import java.util.Set;

/** The workers of this node, one for a job type; they are closed until somebody opens them. */
interface JobWorkers {

    /** Empty until the way to the engine is open. */
    Set<String> types();

    /** As the settings have it. */
    int maxActive(String type);

    /** From now on jobs of the type come in, at most so many at once. Being open like that already is fine. */
    void open(String type, int maxActive);

    /** No more jobs come in; those that are here go on. */
    void close(String type);
}
