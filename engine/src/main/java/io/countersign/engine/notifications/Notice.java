package io.countersign.engine.notifications;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody was told in the app.
 *
 * @param text what there is to say beside the subject; null where that says it all
 * @param path the page it leads to; null where there is none
 */
public record Notice(
        String noticeId,
        String kind,
        String subject,
        @Nullable String text,
        @Nullable String path,
        @Nullable Instant toldAt,
        @Nullable Instant readAt) {

    Notice withoutPath() {
        return new Notice(noticeId, kind, subject, text, null, toldAt, readAt);
    }
}
