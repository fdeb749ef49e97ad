package io.countersign.engine.templates;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A template in one language, with its past.
 *
 * @param builtIn whether Countersign writes mails of this kind of its own accord; the others are for processes
 * @param version 0 where nobody has changed what ships
 * @param text what is used now; null where there is nothing yet
 * @param shipped what comes with Countersign; null where nothing does
 * @param placeholders what it can be filled in with; empty where whoever uses it decides
 * @param history the newest first
 */
public record TemplateView(
        String kind,
        String language,
        boolean builtIn,
        int version,
        @Nullable TemplateText text,
        @Nullable TemplateText shipped,
        List<String> placeholders,
        List<Version> history) {

    /**
     * A version.
     *
     * @param text null where from it on what ships counts again
     * @param restores the version whose words these are
     */
    public record Version(
            int version,
            @Nullable TemplateText text,
            @Nullable Integer restores,
            String changedBy,
            Instant changedAt) {}
}
