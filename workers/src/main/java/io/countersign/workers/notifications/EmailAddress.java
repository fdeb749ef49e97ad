package io.countersign.workers.notifications;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Optional;

/** Addresses that can stand in an SMTP command: no names, no comments, no line breaks. */
final class EmailAddress {

    private static final int LONGEST = 254;

    private EmailAddress() {}

    static Optional<String> parse(String text) {
        String address = text.strip();
        if (address.length() > LONGEST
                || address.indexOf('@') <= 0
                || address.chars().anyMatch(EmailAddress::isUnfit)) {
            return Optional.empty();
        }
        try {
            InternetAddress parsed = new InternetAddress(address, true);
            parsed.validate();
            return !parsed.isGroup() && address.equals(parsed.getAddress()) ? Optional.of(address) : Optional.empty();
        } catch (AddressException e) {
            // what it said is less help than the address itself, which the caller names
            return Optional.empty();
        }
    }

    private static boolean isUnfit(int character) {
        return Character.isISOControl(character) || Character.isWhitespace(character);
    }
}
