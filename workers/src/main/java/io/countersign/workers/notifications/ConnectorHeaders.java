package io.countersign.workers.notifications;

import io.countersign.workers.notifications.PrepareMail.Unfit;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Headers that a model gives to a mail: those that mean something to readers and their programs, none that say how it is delivered. */
final class ConnectorHeaders {

    private static final int MOST = 20;
    private static final int LONGEST = 900;

    private static final Set<String> ALLOWED = Set.of(
            "reply-to", "in-reply-to", "references", "importance", "priority", "sensitivity", "keywords", "comments");

    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    void add(String name, String value) throws Unfit {
        if (!isAllowed(name)) {
            throw new Unfit("A model can't give the header '" + cut(name) + "' to a mail: there are Reply-To,"
                    + " In-Reply-To, References, Importance, Priority, Sensitivity, Keywords, Comments and those that"
                    + " begin with List- or X-. Take it out, then retry.");
        }
        if (value.length() > LONGEST || value.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new Unfit("The value of the header '" + name + "' is longer than " + LONGEST
                    + " characters, or not printable ASCII: correct the model, then retry.");
        }
        if (name.equalsIgnoreCase("Reply-To")) {
            checkAddresses(value);
        }
        headers.put(name, value);
        if (headers.size() > MOST) {
            throw new Unfit("The mail has more than " + MOST + " headers of its own: take some out, then retry.");
        }
    }

    Map<String, String> all() {
        return headers;
    }

    private static boolean isAllowed(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ALLOWED.contains(lower) || lower.matches("(x|list)-[a-z0-9-]{1,60}");
    }

    private static void checkAddresses(String value) throws Unfit {
        try {
            for (InternetAddress address : InternetAddress.parse(value)) {
                if (EmailAddress.parse(String.valueOf(address.getAddress())).isEmpty()) {
                    throw new AddressException();
                }
            }
        } catch (AddressException e) {
            throw new Unfit("The header 'Reply-To' holds no e-mail address: correct the model, then retry.", e);
        }
    }

    private static String cut(String name) {
        return name.length() <= 60 ? name : name.substring(0, 60) + "…";
    }
}
