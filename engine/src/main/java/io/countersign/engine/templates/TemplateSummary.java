package io.countersign.engine.templates;

import java.util.List;

/**
 * A kind of mail.
 *
 * @param languages in which there is a template
 * @param changed those of them in which the organisation has its own
 */
public record TemplateSummary(String kind, boolean builtIn, List<String> languages, List<String> changed) {}
