package io.countersign.workers.notifications;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.StreamProvider;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.eclipse.angus.mail.util.MailStreamProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** Delivers over SMTP, with the settings under {@code spring.mail}. */
@Component
class SmtpMailer implements Mailer {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpMailer.class);

    static {
        // without its name every part of every mail looks for it in every jar
        System.setProperty(StreamProvider.class.getName(), MailStreamProvider.class.getName());
    }

    private final JavaMailSenderImpl sender;
    private final ComposeMail composeMail;

    SmtpMailer(JavaMailSenderImpl sender, ComposeMail composeMail, NotificationSettings settings) {
        this.sender = sender;
        settings.encryption().applyTo(sender.getJavaMailProperties());
        this.composeMail = composeMail;
    }

    @Override
    public Connection connect() {
        return new SmtpConnection(sender.getSession());
    }

    private final class SmtpConnection implements Connection {

        private final Session session;
        private @Nullable Transport transport;
        private @Nullable Answer away;

        SmtpConnection(Session session) {
            this.session = session;
        }

        @Override
        public Map<String, Answer> send(Notification mail) {
            if (away != null) {
                // one time-out is enough for all of them
                return same(mail.due(), away);
            }
            Transport open;
            try {
                open = open();
            } catch (MessagingException e) {
                LOG.warn("the mail server doesn't answer", e);
                away = Answer.none(String.valueOf(e.getMessage()));
                return same(mail.due(), away);
            }
            return send(mail, open);
        }

        private Map<String, Answer> send(Notification mail, Transport open) {
            try {
                MimeMessage message = composeMail.into(sender.createMimeMessage(), mail);
                open.sendMessage(message, addresses(mail.due()));
                return same(mail.due(), answerOf(open));
            } catch (MessagingException e) {
                LOG.warn("mail {} was not taken for everybody", mail.messageId(), e);
                if (!open.isConnected()) {
                    transport = null;
                }
                return SmtpAnswers.read(e, mail.due());
            }
        }

        private Transport open() throws MessagingException {
            if (transport == null) {
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

    private static Map<String, Answer> same(List<Due> due, Answer answer) {
        var answers = new HashMap<String, Answer>();
        due.forEach(one -> answers.put(one.address(), answer));
        return answers;
    }

    private static Answer answerOf(Transport transport) {
        return transport instanceof SMTPTransport smtp
                ? new Answer(
                        smtp.getLastReturnCode(), smtp.getLastServerResponse().strip(), false)
                : new Answer(250, "taken", false);
    }

    private static Address[] addresses(List<Due> due) throws MessagingException {
        Address[] addresses = new Address[due.size()];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = new InternetAddress(due.get(i).address());
        }
        return addresses;
    }
}
