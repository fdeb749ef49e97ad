package io.countersign.engine.mailapproval;

import java.util.Locale;

/**
 * What an organisation allows.
 *
 * @param linkDays how long a link lives, 1 to {@value #MOST_DAYS}
 * @param language of mails to those who have not chosen one: en or de
 */
public record MailPolicy(Mode mode, int linkDays, String language) {

    public static final int MOST_DAYS = 30;

    static final MailPolicy DEFAULT = new MailPolicy(Mode.SIGN_IN, 7, "en");

    /** How somebody who follows a link shows who he is. */
    public enum Mode {
        /** Nobody is asked by mail, and links that were sent lead nowhere. */
        OFF,
        SIGN_IN,
        SIGN_IN_OR_CODE
    }

    boolean isOff() {
        return mode == Mode.OFF;
    }

    boolean allowsCodes() {
        return mode == Mode.SIGN_IN_OR_CODE;
    }

    Locale locale() {
        return Locale.forLanguageTag(language);
    }
}
