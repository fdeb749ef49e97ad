package io.countersign.engine.notifications;

/**
 * How somebody hears of one kind of notice.
 *
 * @param timing of mails; the app shows it at once, and the webhook is told at once
 */
public record Choice(Timing timing, boolean mail, boolean inApp, boolean webhook) {

    static final Choice USUAL = new Choice(Timing.NOW, true, true, false);

    /** When a mail comes. */
    public enum Timing {
        NOW,
        /** With what else there was in this hour. */
        HOURLY,
        /** With what else there was in a day. */
        DAILY
    }

    boolean isOff() {
        return !mail && !inApp && !webhook;
    }
}
