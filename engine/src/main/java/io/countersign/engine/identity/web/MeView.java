package io.countersign.engine.identity.web;

import io.countersign.engine.identity.Caller;
import io.countersign.engine.identity.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who the caller is and what he may do. */
public record MeView(
        Caller.Kind kind,
        String username,
        String displayName,
        @Nullable String email,
        @Nullable String locale,
        List<Role> roles,
        List<GroupName> groups) {

    /** A group the caller is in. */
    public record GroupName(String id, String displayName) {}
}
