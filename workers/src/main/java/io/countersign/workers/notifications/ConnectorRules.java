package io.countersign.workers.notifications;

import io.countersign.workers.notifications.PrepareMail.Unfit;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** What an administrator lets models of Camunda's e-mail connector say: which mail server they mean, and as whom they send. */
@Component
class ConnectorRules {

    private static final int LONGEST_SENDER = 320;

    private final JavaMailSenderImpl server;
    private final NotificationSettings settings;

    ConnectorRules(JavaMailSenderImpl server, NotificationSettings settings) {
        this.server = server;
        this.settings = settings;
    }

    /** There is one server, whatever a model calls it. */
    void checkHost(@Nullable String given) throws Unfit {
        String host = given == null ? "" : given.strip();
        if (!host.equalsIgnoreCase(server.getHost())
                && !contains(settings.connector().hosts(), host)) {
            throw new Unfit("The model sends by the mail server '" + host + "', but all mails go to the server of the"
                    + " settings (spring.mail.host). If it may stand for that one, an administrator adds it to"
                    + " countersign.notifications.connector.hosts; then retry.");
        }
    }

    /** @return null for the configured one */
    @Nullable
    String sender(@Nullable String given) throws Unfit {
        String sender = given == null ? "" : given.strip();
        Set<String> senders = settings.connector().senders();
        if (sender.isEmpty() || (isReference(sender) && contains(senders, sender))) {
            return null;
        }
        ReadConnectorMail.withoutSecret(sender);
        String address = address(sender)
                .orElseThrow(() -> new Unfit("In 'from', '" + sender
                        + "' is no e-mail address: correct the model or set the variables it uses, then retry."));
        String domain = address.substring(address.lastIndexOf('@') + 1);
        if (!address.equalsIgnoreCase(address(settings.from()).orElse(""))
                && !contains(senders, address)
                && !contains(senders, domain)) {
            throw new Unfit("Models may not send mails as '" + address + "': an administrator adds the address, or '"
                    + domain + "', to countersign.notifications.connector.senders; or correct 'from' in the model."
                    + " Then retry.");
        }
        return sender;
    }

    private static boolean isReference(String text) {
        return text.startsWith("{{") && text.endsWith("}}");
    }

    private static boolean contains(Set<String> allowed, String name) {
        return allowed.stream().anyMatch(one -> one.strip().equalsIgnoreCase(name));
    }

    private static Optional<String> address(String sender) {
        if (sender.length() > LONGEST_SENDER || sender.chars().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }
        try {
            InternetAddress[] parsed = InternetAddress.parse(sender);
            return parsed.length == 1 ? EmailAddress.parse(String.valueOf(parsed[0].getAddress())) : Optional.empty();
        } catch (AddressException e) {
            // the caller says which one
            return Optional.empty();
        }
    }
}
