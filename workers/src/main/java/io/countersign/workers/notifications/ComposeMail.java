package io.countersign.workers.notifications;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Map;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Makes the same message of a notification on every try. */
@Component
class ComposeMail {

    private final NotificationSettings settings;
    private final RequestFiles files;

    ComposeMail(NotificationSettings settings, RequestFiles files) {
        this.settings = settings;
        this.files = files;
    }

    /** @param message empty, of a sender: one of its own would look for the types of files in every jar */
    MimeMessage into(MimeMessage message, Notification mail) throws MessagingException {
        boolean several = mail.html() != null || mail.attachments() > 0;
        MimeMessageHelper helper = new MimeMessageHelper(message, several, StandardCharsets.UTF_8.name());
        helper.setFrom(sender(mail));
        helper.setTo(mail.to().toArray(String[]::new));
        helper.setCc(mail.cc().toArray(String[]::new));
        helper.setSubject(mail.subject());
        helper.setSentDate(Date.from(mail.queuedAt()));
        if (mail.html() == null) {
            helper.setText(mail.text());
        } else {
            helper.setText(mail.text(), mail.html());
        }
        if (mail.attachments() > 0) {
            for (RequestFiles.Content file : files.of(mail.id())) {
                helper.addAttachment(file.name(), file.bytes(), file.mediaType());
            }
        }
        for (Map.Entry<String, String> header : mail.headers().entrySet()) {
            String name = header.getKey();
            message.setHeader(name, MimeUtility.fold(name.length() + 2, header.getValue()));
        }
        // answering machines leave it alone
        message.setHeader("Auto-Submitted", "auto-generated");
        message.saveChanges();
        // saving made up another one
        message.setHeader("Message-ID", mail.messageId());
        return message;
    }

    private InternetAddress sender(Notification mail) throws MessagingException {
        InternetAddress sender = new InternetAddress(mail.sender() == null ? settings.from() : mail.sender());
        try {
            // a name that is not ASCII is encoded only here
            sender.setPersonal(sender.getPersonal(), StandardCharsets.UTF_8.name());
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("a Java without UTF-8", e);
        }
        return sender;
    }
}
