package io.countersign.workers.operations;

import io.countersign.workers.jobs.Job;

/** What was called, when, and what came of it. */
@FunctionalInterface
interface Executions {

    void record(Job job, Execution execution);
}
