package io.countersign.engine.tasks;

import java.util.Optional;

/** Knows the deadlines of tasks. Implemented by those who keep them. */
public interface TaskDeadlines {

    /** Nothing where the model sets none. */
    Optional<DeadlineView> of(long taskKey);
}
