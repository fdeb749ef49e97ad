package io.countersign.notices.routing;

import io.countersign.notices.NoticeKind;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody is told.
 *
 * @param name the same name is the same notice, which is told once
 * @param text what there is to say beside the subject, never a link that decides or a code; null where the subject says it all
 * @param processInstanceKey the instance whose page {@code path} is, where the reader may not be allowed to see it; else null
 * @param path the page it leads to, behind the sign-in; null where there is none
 */
public record NewNotice(
        String name,
        String username,
        NoticeKind kind,
        String subject,
        @Nullable String text,
        @Nullable Long processInstanceKey,
        @Nullable String path) {}
