package io.countersign.workers.notifications;

import io.countersign.notices.WriteNotice;
import io.countersign.store.mail.Priority;
import io.countersign.store.mail.Recipient;
import io.countersign.store.mail.Recipient.Kind;
import io.countersign.workers.jobs.Job;
import io.countersign.workers.notifications.EmailConnectorRequest.Data;
import io.countersign.workers.notifications.EmailConnectorRequest.SmtpAction;
import io.countersign.workers.notifications.EmailConnectorRequest.SmtpConfig;
import io.countersign.workers.notifications.PrepareMail.Unfit;
import io.countersign.workers.secrets.SecretReferences;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Makes a mail of what a model says in the words of Camunda's e-mail connector; it goes out as the model has it, with nothing around it. */
@Component
class ReadConnectorMail {

    private final ConnectorRules rules;
    private final PrepareMail prepare;

    ReadConnectorMail(ConnectorRules rules, PrepareMail prepare) {
        this.rules = rules;
        this.prepare = prepare;
    }

    SmtpAction action(EmailConnectorRequest request) throws Unfit {
        String protocol =
                request.protocol() == null ? "smtp" : request.protocol().strip();
        if (!protocol.equalsIgnoreCase("smtp")) {
            throw new Unfit(
                    "The e-mail connector is there for sending only, not for '" + protocol
                            + "': nothing here reads mailboxes. Take the task out of the model, or let a worker of your own do it.");
        }
        Data data = request.data();
        String named = data == null ? null : data.smtpActionDiscriminator();
        if (named != null && !named.equals("sendEmailSmtp")) {
            throw new Unfit("The e-mail connector knows no action '" + named + "': choose \"Send Email\", then retry.");
        }
        if (data == null || data.smtpAction() == null) {
            throw new Unfit("The model says nothing of the mail that it wants sent: fill in the e-mail connector's"
                    + " inputs, then retry.");
        }
        return data.smtpAction();
    }

    Recipients recipients(SmtpAction action) throws Unfit {
        Map<String, Recipient> each = new LinkedHashMap<>();
        Stream.of(
                        named("to", action.to(), Kind.TO),
                        named("cc", action.cc(), Kind.CC),
                        named("bcc", action.bcc(), Kind.BCC))
                .flatMap(List::stream)
                .forEach(recipient -> each.putIfAbsent(recipient.address().toLowerCase(Locale.ROOT), recipient));
        Recipients recipients = new Recipients(List.copyOf(each.values()), List.of());
        if (recipients.nobodyIsAddressed()) {
            throw PrepareMail.missing("to");
        }
        return recipients.fewEnough();
    }

    Outgoing mail(Job job, EmailConnectorRequest request, SmtpAction action, Recipients recipients, String part)
            throws Unfit {
        SmtpConfig server = request.data() == null ? null : request.data().smtpConfig();
        rules.checkHost(server == null ? null : server.smtpHost());
        String subject = WriteNotice.oneLine(given("subject", action.subject()));
        String html = html(action);
        return new Outgoing(
                part,
                recipients,
                subject,
                text(action, html),
                html,
                Priority.NORMAL,
                attachments(job, action.attachments()),
                rules.sender(action.from()),
                headers(action.headers()));
    }

    private static @Nullable String html(SmtpAction action) throws Unfit {
        return type(action).equals("PLAIN") ? null : given("htmlBody", action.htmlBody());
    }

    private static String text(SmtpAction action, @Nullable String html) throws Unfit {
        return html != null && type(action).equals("HTML") ? WriteNotice.textOf(html) : given("body", action.body());
    }

    private static String type(SmtpAction action) throws Unfit {
        String type = action.contentType() == null || action.contentType().isBlank()
                ? "PLAIN"
                : action.contentType().strip().toUpperCase(Locale.ROOT);
        if (!Set.of("PLAIN", "HTML", "MULTIPART").contains(type)) {
            throw new Unfit("The content type '" + type
                    + "' is not one of PLAIN, HTML, MULTIPART: correct the model, then retry.");
        }
        return type;
    }

    /** Nothing may be said, but it has to be said that it is nothing. */
    private static String given(String input, @Nullable String value) throws Unfit {
        if (value == null) {
            throw PrepareMail.missing(input);
        }
        return withoutSecret(PrepareMail.fitting(value));
    }

    private static List<Recipient> named(String input, List<@Nullable String> given, Kind kind) throws Unfit {
        List<Recipient> recipients = new ArrayList<>();
        for (String text : given) {
            if (text != null && !text.isBlank()) {
                for (String address : addresses(input, withoutSecret(text))) {
                    recipients.add(new Recipient(address, null, kind));
                }
            }
        }
        return recipients;
    }

    /** As Camunda reads them; names that stand with them are left out. */
    private static List<String> addresses(String input, String text) throws Unfit {
        String why = "In '" + input + "', '" + text
                + "' is no e-mail address: correct the model or set the variables it uses, then retry.";
        try {
            List<String> addresses = new ArrayList<>();
            for (InternetAddress one : InternetAddress.parse(text)) {
                addresses.add(
                        EmailAddress.parse(String.valueOf(one.getAddress())).orElseThrow(() -> new Unfit(why)));
            }
            return addresses;
        } catch (AddressException e) {
            throw new Unfit(why, e);
        }
    }

    /** Files of the request by their names; what Camunda calls a document is kept in a store that is not there. */
    private List<UUID> attachments(Job job, List<@Nullable JsonNode> given) throws Unfit {
        List<String> names = new ArrayList<>();
        for (JsonNode one : given) {
            if (one == null || one.isNull()) {
                continue;
            }
            if (!one.isString()) {
                throw new Unfit("The attachments are documents of Camunda's, which are not kept here: name files of the"
                        + " request instead, such as [\"offer.pdf\"], then retry.");
            }
            if (!one.stringValue().isBlank()) {
                names.add(one.stringValue().strip());
            }
        }
        return prepare.attachments(job, names);
    }

    private static Map<String, String> headers(Map<String, @Nullable JsonNode> given) throws Unfit {
        ConnectorHeaders headers = new ConnectorHeaders();
        for (Map.Entry<String, @Nullable JsonNode> header : given.entrySet()) {
            JsonNode value = header.getValue();
            if (value != null && !value.isNull()) {
                String text = value.isString() ? value.stringValue() : value.toString();
                headers.add(header.getKey(), withoutSecret(text));
            }
        }
        return headers.all();
    }

    /** Mails go to people, and nobody has said that a secret may. */
    static String withoutSecret(String text) throws Unfit {
        Optional<String> name = SecretReferences.namedIn(text);
        if (name.isPresent()) {
            throw new Unfit("The mail names the secret '" + name.get()
                    + "', and secrets are never sent in mails: take it out of the model, then retry.");
        }
        return text;
    }
}
