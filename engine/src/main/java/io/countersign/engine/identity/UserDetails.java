package io.countersign.engine.identity;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an account is to look like.
 *
 * @param password null: none on creation, unchanged on a change
 * @param groups ids of groups that exist
 */
public record UserDetails(
        String displayName,
        @Nullable String email,
        @Nullable String password,
        @Nullable String manager,
        @Nullable String locale,
        Set<Role> roles,
        Set<String> groups,
        boolean enabled) {}
