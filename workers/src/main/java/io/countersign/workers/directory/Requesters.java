package io.countersign.workers.directory;

import io.countersign.workers.jobs.Job;

/** Finds who asked for an instance. */
@FunctionalInterface
public interface Requesters {

    Requester of(Job job);
}
