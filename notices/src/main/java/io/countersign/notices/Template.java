package io.countersign.notices;

import org.jspecify.annotations.Nullable;

/**
 * The pattern of a mail in one language. Mustache, without partials, unescaped values and changed delimiters.
 *
 * @param html the body, which the shared layout goes around
 * @param text what readers without HTML see; null where it is made from the HTML
 */
public record Template(
        String subject, String html, @Nullable String text) {}
