package io.countersign.engine.templates;

import io.countersign.notices.TemplateProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail as a template would have it.
 *
 * @param subject null, as are html and text, where it can't be filled in
 * @param html a whole page; it loads nothing and runs nothing
 * @param problems what keeps it from being used
 */
public record Preview(
        @Nullable String subject,
        @Nullable String html,
        @Nullable String text,
        List<TemplateProblem> problems) {}
