package io.countersign.engine.tasks;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An open task with those whom it waits for.
 *
 * @param usernames who can act on it now; nobody in particular where it is for everybody
 */
public record AskedTask(
        long taskKey, @Nullable String name, @Nullable Instant since, Set<String> usernames) {}
