package io.countersign.notices;

/**
 * What a template can't be used with.
 *
 * @param part subject, html or text
 * @param line in that part, the first is 1
 */
public record TemplateProblem(String part, int line, Reason reason, String detail) {

    /** What kind of problem. */
    public enum Reason {
        EMPTY,
        TOO_LONG,
        UNKNOWN_PLACEHOLDER,
        NOT_ALLOWED,
        BROKEN,
        TOO_MUCH
    }
}
