package io.countersign.workers.notifications;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import org.jspecify.annotations.Nullable;

/** A mail's name in the world, derived from its job and nothing else. */
final class MessageIds {

    private MessageIds() {}

    /** @param part tells the job's mails apart, null where it has one */
    static String of(long jobKey, @Nullable String part, String from) {
        return "<countersign-job-" + jobKey + (part == null ? "" : "-" + part) + "@" + domainOf(from) + ">";
    }

    private static String domainOf(String from) {
        try {
            String address = new InternetAddress(from).getAddress();
            return address.substring(address.indexOf('@') + 1);
        } catch (AddressException e) {
            throw new IllegalStateException("countersign.notifications.from is not an address: " + from, e);
        }
    }
}
