package io.countersign.engine.identity;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person's account.
 *
 * @param id names the person in the audit trail, where the username must be erasable
 * @param manager the manager's username
 * @param locale BCP 47, null: as the browser asks
 * @param version counts changes
 */
public record UserAccount(
        UUID id,
        String username,
        String displayName,
        @Nullable String email,
        @Nullable String manager,
        @Nullable String locale,
        Set<Role> roles,
        Set<String> groups,
        boolean enabled,
        Instant createdAt,
        long version) {}
