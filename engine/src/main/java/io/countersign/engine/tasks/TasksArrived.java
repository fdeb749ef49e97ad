package io.countersign.engine.tasks;

/** Tasks have been put into {@code task_arrival}. Published within the transaction that does it. */
record TasksArrived() {}
