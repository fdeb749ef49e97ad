package io.countersign.workers.notifications;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

/** A mail's name in the world, derived from its job and nothing else. */
final class MessageIds {

    private MessageIds() {}

    static String of(long jobKey, String from) {
        return "<countersign-job-" + jobKey + "@" + domainOf(from) + ">";
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
