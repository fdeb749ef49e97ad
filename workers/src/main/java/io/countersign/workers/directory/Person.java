package io.countersign.workers.directory;

import org.jspecify.annotations.Nullable;

/** Somebody in the directory. */
public record Person(
        String username, @Nullable String email, @Nullable String manager, boolean enabled) {}
