package io.countersign.engine.templates;

import io.countersign.notices.Template;
import org.jspecify.annotations.Nullable;

/**
 * A template as people edit it.
 *
 * @param text null where it is made from the HTML
 */
public record TemplateText(
        String subject, String html, @Nullable String text) {

    static TemplateText of(Template template) {
        return new TemplateText(template.subject(), template.html(), template.text());
    }

    Template template() {
        return new Template(subject, html, text == null || text.isBlank() ? null : text);
    }
}
