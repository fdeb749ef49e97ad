package io.countersign.notices;

import java.util.Locale;

/**
 * The words of a page.
 *
 * @param html what is in it, without anything that runs or is loaded
 * @param locale the language that it is in
 */
public record Page(String title, String html, Locale locale) {}
