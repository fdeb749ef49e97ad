package io.countersign.standalone.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailServerTests {

    private static final Instant NOW = Instant.parse("2026-11-22T20:15:00.123Z");

    @TempDir
    Path folder;

    @Test
    void keepsWhatItHasAcceptedAlsoForTheNextRun() throws MessagingException {
        // given
        var mails = mails();
        try (var server = MailServer.start(mails)) {
            // when
            send(server.port(), "First", "Grüße aus Köln", "<p>Grüße</p>");
            send(server.port(), "Second", "second", "<p>second</p>");
        }

        // then
        assertThat(mails().newest(10, mail -> true)).isEqualTo(mails.newest(10, mail -> true));
        assertThat(mails.newest(10, mail -> true)).extracting(Mail::subject).containsExactly("Second", "First");
        var first = mails.newest(10, mail -> mail.subject().equals("First")).getFirst();
        assertThat(first.text()).isEqualToIgnoringNewLines("Grüße aus Köln");
        assertThat(first.html()).isEqualToIgnoringNewLines("<p>Grüße</p>");
        assertThat(first.to()).containsExactly("ann@example.org", "ben@example.org");
        assertThat(first.from()).isEqualTo("noreply@example.org");
        assertThat(first.messageId()).isEqualTo("<First@example.org>");
        assertThat(first.receivedAt()).isEqualTo(NOW);
        assertThat(mails.byId(first.id())).contains(first);
    }

    @Test
    void doesNotLeadOutOfItsFolder() {
        assertThat(mails().byId("../../etc/passwd")).isEmpty();
    }

    private Mails mails() {
        return new Mails(folder, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static void send(int port, String subject, String text, String html) throws MessagingException {
        var properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", Integer.toString(port));
        var message = new MimeMessage(Session.getInstance(properties)) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + subject + "@example.org>");
            }
        };
        message.setFrom("noreply@example.org");
        message.setRecipients(Message.RecipientType.TO, InternetAddress.parse("ann@example.org, ben@example.org"));
        message.setSubject(subject);
        message.setContent(new MimeMultipart("alternative", part(text, "plain"), part(html, "html")));
        Transport.send(message);
    }

    private static MimeBodyPart part(String content, String subtype) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(content, "UTF-8", subtype);
        return part;
    }
}
