package io.countersign.engine.tasks;

import org.jspecify.annotations.Nullable;

/**
 * Whether the caller may do something, and why not.
 *
 * @param reason a stable code, null where it is allowed
 */
public record Permission(
        boolean allowed, @Nullable String reason, @Nullable String message) {

    static Permission of(@Nullable Refusal refusal) {
        return refusal == null
                ? new Permission(true, null, null)
                : new Permission(false, refusal.code(), refusal.message());
    }
}
