package io.countersign.engine.tasks;

import java.util.Set;

/** Who has to do with some tasks: by name, and by group. */
public record Involved(Set<String> usernames, Set<String> groups) {}
