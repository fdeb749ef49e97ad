package io.countersign.notices.routing;

import io.countersign.notices.NoticeKind;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody is told.
 *
 * @param name the same name is the same notice, which is told once
 * @param path the page it leads to, behind the sign-in; null where there is none
 */
public record NewNotice(
        String name,
        String username,
        NoticeKind kind,
        String subject,
        @Nullable String path) {}
