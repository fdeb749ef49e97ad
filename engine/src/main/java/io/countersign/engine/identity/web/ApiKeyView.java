package io.countersign.engine.identity.web;

import io.countersign.engine.identity.ApiKey;
import io.countersign.engine.identity.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A key as administrators see it; the key itself is shown only when it is made. */
record ApiKeyView(
        UUID id,
        String name,
        String prefix,
        List<Role> roles,
        String createdBy,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt,
        @Nullable String key) {

    static ApiKeyView from(ApiKey key) {
        return withText(key, null);
    }

    static ApiKeyView withText(ApiKey key, @Nullable String text) {
        return new ApiKeyView(
                key.id(),
                key.name(),
                key.prefix(),
                key.roles().stream().sorted().toList(),
                key.createdBy(),
                key.createdAt(),
                key.lastUsedAt(),
                key.revokedAt(),
                text);
    }
}
