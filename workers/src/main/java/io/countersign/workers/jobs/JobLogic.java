package io.countersign.workers.jobs;

/**
 * What a worker does with a job. Runs on a virtual thread, so it may wait.
 *
 * @param <V> the variables it reads, a record whose components may all be null: they come from a model
 */
@FunctionalInterface
public interface JobLogic<V> {

    JobResult run(Job job, V variables);
}
