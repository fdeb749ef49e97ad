package io.countersign.store.mail;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who gets a mail.
 *
 * @param username null where the address belongs to nobody in the directory
 */
public record Recipient(String address, @Nullable String username, Kind kind) {

    /** Who sees that somebody gets it. */
    public enum Kind {
        TO,
        CC,
        BCC,
        /** Nobody's mailbox: where somebody has chosen to hear of things. */
        WEBHOOK;

        String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The address itself is kept with the person's preferences. */
    public static Recipient webhook(String username) {
        return new Recipient("webhook", username, Kind.WEBHOOK);
    }

    public static Recipient to(String address, @Nullable String username) {
        return new Recipient(address, username, Kind.TO);
    }
}
