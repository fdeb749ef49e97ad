package io.countersign.notices.routing;

/**
 * How somebody hears of one kind of notice.
 *
 * @param timing of mails; the app shows it at once, and the webhook is told at once
 */
public record Choice(Timing timing, boolean mail, boolean inApp, boolean webhook) {

    public static final Choice USUAL = new Choice(Timing.NOW, true, true, false);

    /** When a mail comes. */
    public enum Timing {
        NOW,
        /** With what else there was in this hour. */
        HOURLY,
        /** With what else there was in a day. */
        DAILY
    }

    /** Whether somebody does not hear of it at all. Not called as properties are: choices are kept as JSON. */
    public boolean turnsOff() {
        return !mail && !inApp && !webhook;
    }
}
