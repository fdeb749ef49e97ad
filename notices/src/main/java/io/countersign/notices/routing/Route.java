package io.countersign.notices.routing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a notice goes, and when.
 *
 * @param mailAt when it goes out as a mail of its own; null: not at all
 * @param digestAt when it goes out with others; null: not at all
 * @param webhookAt when it is posted; null: not at all
 */
public record Route(
        boolean inApp,
        @Nullable Instant mailAt,
        @Nullable Instant digestAt,
        @Nullable Instant webhookAt) {

    public static Route mail(boolean inApp, Instant at) {
        return new Route(inApp, at, null, null);
    }

    /** Whether it is kept, for the app or for a digest. */
    public boolean isKept() {
        return inApp || digestAt != null;
    }

    /** When it leaves, for a mailbox or for a webhook: the quiet hours are the same for both. Null: not at all. */
    public @Nullable Instant leavesAt() {
        return mailAt == null ? webhookAt : mailAt;
    }
}
