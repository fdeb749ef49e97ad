package io.countersign.engine.tasks;

import io.countersign.engine.readmodel.Condition;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a task has to meet.
 *
 * @param check of a row {@code task t}
 * @param hits a query for {@code task_key} of the open tasks that may meet it, null where no open task goes with a hit, through an index
 *     and no more than {@link #MAX_HITS}; null where no index leads to them
 */
record TaskFilter(Condition check, @Nullable Condition hits) {

    /** Beyond these a filter is no way to find tasks: looking at them in the order of the list ends sooner. */
    static final int MAX_HITS = 2_000;

    static TaskFilter of(String check, @Nullable Object... parameters) {
        return new TaskFilter(Condition.of(check, parameters), null);
    }
}
