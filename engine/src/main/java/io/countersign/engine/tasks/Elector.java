package io.countersign.engine.tasks;

import java.util.Collection;

/**
 * Somebody who may vote on a task.
 *
 * @param principals the name and those groups that matter to the task
 */
record Elector(Person person, Collection<String> principals) {}
