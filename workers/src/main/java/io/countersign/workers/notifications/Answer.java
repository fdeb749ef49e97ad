package io.countersign.workers.notifications;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a mail server said of one recipient.
 *
 * @param code three digits, 0 where nobody answered
 * @param text in its own words
 * @param ofRecipient false where it spoke of the whole message
 */
record Answer(int code, String text, boolean ofRecipient) {

    /** RFC 3463; the first number is the code's own first digit. */
    private static final Pattern ENHANCED = Pattern.compile("\\b5\\.(\\d{1,3})\\.(\\d{1,3})\\b");

    /** Servers that have no better words say it with these. */
    private static final Set<Integer> NO_SUCH_MAILBOX = Set.of(550, 551);

    /** 5.1.x is of addresses, but these two of the sender's. */
    private static final Set<String> OF_THE_SENDER = Set.of("7", "8");

    private static final int LONGEST = 2048;

    Answer {
        String kept = text.replace('\u0000', ' ').strip();
        text = kept.length() <= LONGEST ? kept : kept.substring(0, LONGEST);
    }

    static Answer none(String why) {
        return new Answer(0, why, false);
    }

    boolean taken() {
        return code >= 200 && code < 300;
    }

    boolean refused() {
        return code >= 500;
    }

    /** Whether no mail will ever arrive there. */
    boolean mailboxIsMissing() {
        if (!refused() || !ofRecipient) {
            return false;
        }
        var enhanced = ENHANCED.matcher(text);
        return enhanced.find()
                ? enhanced.group(1).equals("1") && !OF_THE_SENDER.contains(enhanced.group(2))
                : NO_SUCH_MAILBOX.contains(code);
    }
}
