package io.countersign.engine.identity.web;

import io.countersign.engine.identity.Role;
import io.countersign.engine.identity.UserAccount;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An account as administrators see it. */
record UserView(
        UUID id,
        String username,
        String displayName,
        @Nullable String email,
        @Nullable String manager,
        @Nullable String locale,
        List<Role> roles,
        List<String> groups,
        boolean enabled,
        Instant createdAt,
        long version) {

    static UserView from(UserAccount user) {
        return new UserView(
                user.id(),
                user.username(),
                user.displayName(),
                user.email(),
                user.manager(),
                user.locale(),
                user.roles().stream().sorted().toList(),
                user.groups().stream().sorted().toList(),
                user.enabled(),
                user.createdAt(),
                user.version());
    }
}
