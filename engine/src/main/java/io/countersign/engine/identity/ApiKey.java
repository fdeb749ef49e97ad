package io.countersign.engine.identity;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A system's key, without its secret.
 *
 * @param prefix the part of it that is shown
 * @param createdBy a username
 */
public record ApiKey(
        UUID id,
        String name,
        String prefix,
        Set<Role> roles,
        String createdBy,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {}
