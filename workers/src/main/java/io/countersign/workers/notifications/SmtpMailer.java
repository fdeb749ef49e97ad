package io.countersign.workers.notifications;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** Delivers over SMTP, with the settings under {@code spring.mail}. */
@Component
class SmtpMailer implements Mailer {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpMailer.class);

    private final JavaMailSenderImpl sender;
    private final ComposeMail composeMail;

    SmtpMailer(JavaMailSenderImpl sender, ComposeMail composeMail) {
        this.sender = sender;
        this.composeMail = composeMail;
    }

    @Override
    public Connection connect() {
        return new SmtpConnection(sender.getSession());
    }

    private final class SmtpConnection implements Connection {

        private final Session session;
        private @Nullable Transport transport;
        private @Nullable String away;

        SmtpConnection(Session session) {
            this.session = session;
        }

        @Override
        public Delivery send(Notification mail) {
            if (away != null) {
                // one time-out is enough for the whole batch
                return Delivery.deferred(mail.pending(), away);
            }
            Transport open;
            try {
                open = open();
            } catch (MessagingException e) {
                LOG.warn("the mail server doesn't answer", e);
                away = String.valueOf(e.getMessage());
                return Delivery.deferred(mail.pending(), away);
            }
            return send(mail, open);
        }

        private Delivery send(Notification mail, Transport open) {
            try {
                MimeMessage message = composeMail.from(mail, session);
                open.sendMessage(message, addresses(mail.pending()));
                return new Delivery(mail.pending(), List.of(), List.of(), answerOf(open));
            } catch (MessagingException e) {
                LOG.warn("mail {} was not taken by everybody's server", mail.messageId(), e);
                return SmtpAnswers.read(e, mail.pending());
            }
        }

        private Transport open() throws MessagingException {
            if (transport == null || !transport.isConnected()) {
                Transport fresh = session.getTransport(sender.getProtocol() == null ? "smtp" : sender.getProtocol());
                fresh.connect(sender.getHost(), sender.getPort(), sender.getUsername(), sender.getPassword());
                transport = fresh;
            }
            return transport;
        }

        @Override
        public void close() {
            if (transport != null) {
                try {
                    transport.close();
                } catch (MessagingException e) {
                    LOG.debug("the mail server did not say goodbye", e);
                }
            }
        }
    }

    private static String answerOf(Transport transport) {
        return transport instanceof SMTPTransport smtp
                ? smtp.getLastServerResponse().strip()
                : "taken";
    }

    private static Address[] addresses(List<String> pending) throws MessagingException {
        Address[] addresses = new Address[pending.size()];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = new InternetAddress(pending.get(i));
        }
        return addresses;
    }
}
