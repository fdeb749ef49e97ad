package io.countersign.engine.identity;

import java.util.Set;

/**
 * A group of people.
 *
 * @param id as candidate groups in models name it
 * @param members usernames
 */
public record Group(String id, String displayName, Set<String> members, long version) {}
