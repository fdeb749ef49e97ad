package io.countersign.workers.notifications;

import io.countersign.notices.Written;
import io.countersign.store.audit.AuditTrail;
import io.countersign.store.mail.Priority;
import io.countersign.store.mail.Recipient;
import io.countersign.workers.jobs.InFlights;
import io.countersign.workers.jobs.Job;
import io.countersign.workers.jobs.Jobs;
import io.countersign.workers.notifications.NotificationSettings.Connector;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** One node's way from the queue to a mail server. */
final class Sending {

    final Notifications queue;
    final DeliverBatch batch;
    final DeliverNotifications loop;
    private final Clock clock;
    private final NotificationSettings settings;

    Sending(DataSource dataSource, Clock clock, Mailer mailer, NotificationSettings settings) {
        this(dataSource, new JdbcTransactionManager(dataSource), clock, mailer, settings);
    }

    Sending(
            DataSource dataSource,
            PlatformTransactionManager transactions,
            Clock clock,
            Mailer mailer,
            NotificationSettings settings) {
        AuditTrail audit = new AuditTrail(dataSource, new byte[32]);
        var inFlight = InFlights.running();
        this.clock = clock;
        this.settings = settings;
        this.queue = new Notifications(
                JdbcClient.create(dataSource), new TransactionTemplate(transactions), audit, clock, settings);
        this.batch = new DeliverBatch(
                queue,
                new OutcomeLog(queue, clock, duration -> true),
                mailer,
                new DomainLimits(settings),
                clock,
                inFlight,
                settings,
                new SimpleMeterRegistry());
        this.loop = new DeliverNotifications(queue, batch, clock, inFlight, settings);
    }

    static NotificationSettings settings() {
        return settings(0);
    }

    static NotificationSettings settings(int perDomain) {
        return settings(perDomain, Encryption.NONE, Duration.ofSeconds(60));
    }

    static NotificationSettings settings(int perDomain, Encryption encryption, Duration lease) {
        return settings(perDomain, encryption, lease, new Connector(Set.of(), Set.of()));
    }

    static NotificationSettings settings(Connector connector) {
        return settings(0, Encryption.NONE, Duration.ofSeconds(60), connector);
    }

    private static NotificationSettings settings(
            int perDomain, Encryption encryption, Duration lease, Connector connector) {
        return new NotificationSettings(
                "Countersign <countersign@example.com>",
                null,
                encryption,
                lease,
                20,
                4,
                perDomain,
                DataSize.ofMegabytes(1),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                Duration.ofDays(1),
                connector);
    }

    static SmtpMailer smtp(int port) {
        return smtp(port, settings(), new Properties());
    }

    static SmtpMailer smtp(int port, NotificationSettings settings, Properties more) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("localhost");
        sender.setPort(port);
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.sendpartial", "true");
        properties.setProperty("mail.smtp.connectiontimeout", "5000");
        properties.setProperty("mail.smtp.timeout", "2000");
        properties.putAll(more);
        sender.setJavaMailProperties(properties);
        sender.setUsername(more.getProperty("user"));
        sender.setPassword(more.getProperty("password"));
        return new SmtpMailer(
                sender,
                new ComposeMail(settings, new RequestFiles(JdbcClient.create(new PGSimpleDataSource()))),
                settings);
    }

    /** Once, on this thread; how many mails were due. */
    int deliver() {
        var until = clock.instant().plus(settings.lease());
        List<Notification> due = queue.lease(settings.batch());
        if (!due.isEmpty()) {
            batch.deliver(due, until);
        }
        return due.size();
    }

    Job queue(String... to) {
        Job job = Jobs.job();
        queue(job, to);
        return job;
    }

    void queue(Job job, String... to) {
        var recipients = new Recipients(
                Stream.of(to).map(address -> Recipient.to(address, null)).toList(), List.of());
        queue.queue(job, List.of(mail(recipients)));
    }

    static Outgoing mail(Recipients recipients) {
        return Outgoing.of(null, recipients, new Written("Grüße", "<p>Text</p>", "Text"), Priority.NORMAL, List.of());
    }
}
