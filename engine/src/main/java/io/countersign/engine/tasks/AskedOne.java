package io.countersign.engine.tasks;

/**
 * A task as it is shown to one of those whom it asks.
 *
 * @param decide whether he may decide in person
 * @param complete whether a yes is enough: nothing that a form requires is missing
 */
public record AskedOne(TaskDetail task, Permission decide, boolean complete) {}
