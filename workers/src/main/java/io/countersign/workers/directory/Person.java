package io.countersign.workers.directory;

import org.jspecify.annotations.Nullable;

/**
 * Somebody in the directory.
 *
 * @param locale BCP 47, null where none was chosen
 */
public record Person(
        String username,
        String displayName,
        @Nullable String email,
        @Nullable String manager,
        @Nullable String locale,
        boolean enabled) {}
