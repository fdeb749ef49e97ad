package io.countersign.notices;

/** A mail's words, ready to be sent. */
public record Written(String subject, String html, String text) {

    private static final String FOOT = "\n-- \n";

    /** A mail's plain text, without what stands below every mail. */
    public static String body(String text) {
        int foot = text.lastIndexOf(FOOT);
        return (foot < 0 ? text : text.substring(0, foot)).strip();
    }

    static Written over(String foot, String subject, String html, String text) {
        return new Written(subject, html, text.strip() + "\n" + FOOT + foot + "\n");
    }
}
