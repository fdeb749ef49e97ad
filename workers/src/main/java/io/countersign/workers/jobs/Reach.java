package io.countersign.workers.jobs;

import java.util.List;

/**
 * What jobs of some types need from elsewhere. While nothing of it can be reached, the workers of these types are closed: their jobs wait
 * in the engine, where they cost nothing.
 */
public interface Reach {

    boolean serves(String jobType);

    /** Everything that a job of these types might need; which one it does is known only once it is here. */
    List<Reached> reached();
}
