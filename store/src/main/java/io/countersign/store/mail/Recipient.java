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
        BCC;

        String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Recipient to(String address, @Nullable String username) {
        return new Recipient(address, username, Kind.TO);
    }
}
