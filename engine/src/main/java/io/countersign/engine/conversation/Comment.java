package io.countersign.engine.conversation;

import io.countersign.engine.tasks.Person;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said.
 *
 * @param taskKey the task at which it was said, null where it was said at the request
 * @param text plain; null once its author deleted it
 * @param mentions whom it mentions as {@code @username}
 */
public record Comment(
        String commentId,
        @Nullable String taskKey,
        Person by,
        @Nullable String text,
        List<Person> mentions,
        Instant at,
        @Nullable Instant deletedAt) {}
