package io.countersign.workers.notifications;

import static io.countersign.workers.jobs.Jobs.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import io.countersign.store.audit.AuditTrail;
import io.countersign.workers.RealParts;
import io.countersign.workers.TestClock;
import io.countersign.workers.jobs.InFlights;
import io.countersign.workers.jobs.Job;
import io.countersign.workers.jobs.Jobs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** The queue in a real PostgreSQL, mails over real SMTP. */
class DeliverNotificationsIT {

    private static final String DATABASE = RealParts.newDatabase();

    private final DataSource dataSource = RealParts.asApplication(DATABASE);
    private final JdbcClient db = JdbcClient.create(dataSource);
    private final TestClock clock = new TestClock(NOW);
    private final Job job = Jobs.job();
    private final List<AutoCloseable> servers = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable server : servers) {
            server.close();
        }
        db.sql("delete from notification").update();
    }

    @Test
    void queuesAMailOncePerJob() {
        Notifications queue = queue();

        queue(queue, "a@example.com");
        queue(queue, "b@example.com");

        assertThat(db.sql("select pending[1] from notification where job_key = ?")
                        .param(job.key())
                        .query(String.class)
                        .list())
                .containsExactly("a@example.com");
        assertThat(audited()).containsExactly("notification.queued");
    }

    @Test
    void deliversWithAMessageIdMadeOfTheJobsKey() throws Exception {
        GreenMail server = greenMail();
        Notifications queue = queue();
        queue(queue, "a@example.com");

        assertThat(deliver(queue, smtp(server.getSmtp().getPort())).deliverBatch())
                .isEqualTo(1);

        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getMessageID()).isEqualTo("<countersign-job-" + job.key() + "@example.com>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getSubject()).isEqualTo("Grüße");
        assertThat(state()).isEqualTo("SENT");
        assertThat(attempts()).containsExactly("SENT");
        assertThat(audited()).containsExactly("notification.queued", "notification.sent");
    }

    @Test
    void forgetsTheTextOfAConfidentialMailOnceItIsDelivered() throws Exception {
        GreenMail server = greenMail();
        Notifications queue = queue();
        queue(queue, "a@example.com");
        db.sql("update notification set confidential = true, html_body = 'secret' where job_key = ?")
                .param(job.key())
                .update();

        deliver(queue, smtp(server.getSmtp().getPort())).deliverBatch();

        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(db.sql("select text_body || coalesce(html_body, '') from notification where job_key = ?")
                        .param(job.key())
                        .query(String.class)
                        .single())
                .isEmpty();
    }

    @Test
    void sendsTheSameMessageIdAgainWhenItCrashedBeforeItsCommit() throws Exception {
        GreenMail server = greenMail();
        Notifications queue = queue();
        queue(queue, "a@example.com");
        int port = server.getSmtp().getPort();

        // taken by the server, and the process ends: nothing is written down
        Notification leased = queue.lease(10).getFirst();
        try (Mailer.Connection connection = smtp(port).connect()) {
            assertThat(connection.send(leased).delivered()).containsExactly("a@example.com");
        }
        Notifications restarted = queue();
        assertThat(deliver(restarted, smtp(port)).deliverBatch())
                .as("leased by the dead one")
                .isZero();
        clock.pass(Duration.ofSeconds(61));
        assertThat(deliver(restarted, smtp(port)).deliverBatch()).isEqualTo(1);

        assertThat(server.getReceivedMessages()).hasSize(2);
        assertThat(server.getReceivedMessages()[1].getMessageID())
                .isEqualTo(server.getReceivedMessages()[0].getMessageID());
        assertThat(server.getReceivedMessages()[1].getSentDate())
                .isEqualTo(server.getReceivedMessages()[0].getSentDate());
        assertThat(state()).isEqualTo("SENT");
    }

    @Test
    void waitsForADatabaseThatIsAwayInsteadOfSendingTwice() {
        GreenMail server = greenMail();
        FlakyTransactions transactions = new FlakyTransactions(dataSource);
        Notifications queue = queue(transactions);
        queue(queue, "a@example.com");

        transactions.failures = 3;
        deliver(queue, smtp(server.getSmtp().getPort())).deliverBatch();

        assertThat(transactions.failures).isZero();
        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(state()).isEqualTo("SENT");
    }

    @Test
    void leasesAMailToOneNodeOnly() {
        Notifications one = queue();
        Notifications other = queue();
        queue(one, "a@example.com");

        assertThat(one.lease(10)).hasSize(1);
        assertThat(other.lease(10)).isEmpty();
    }

    @Test
    void comesBackLaterWhenTheServerAsksForIt() {
        Map<String, Integer> codes = new ConcurrentHashMap<>(Map.of("a@example.com", 451));
        List<String> taken = new ArrayList<>();
        Notifications queue = queue();
        queue(queue, "a@example.com");
        DeliverNotifications deliver = deliver(queue, smtp(choosy(codes, taken)));

        deliver.deliverBatch();
        assertThat(state()).isEqualTo("QUEUED");
        assertThat(attempts()).containsExactly("DEFERRED");
        assertThat(deliver.deliverBatch()).as("not yet").isZero();

        codes.clear();
        clock.pass(Duration.ofSeconds(10));
        deliver.deliverBatch();
        assertThat(state()).isEqualTo("SENT");
        assertThat(taken).containsExactly("a@example.com");
    }

    @Test
    void givesUpWhatTheServerRefusesForGood() {
        Notifications queue = queue();
        queue(queue, "a@example.com");

        deliver(queue, smtp(choosy(Map.of("a@example.com", 550), new ArrayList<>())))
                .deliverBatch();

        assertThat(state()).isEqualTo("FAILED");
        assertThat(attempts()).containsExactly("FAILED");
        assertThat(audited()).contains("notification.failed");
        assertThat(db.sql("select answer from notification_attempt")
                        .query(String.class)
                        .list()
                        .toString())
                .contains("550");
    }

    @Test
    void triesOnlyThoseAgainWhoHaveNotGotIt() {
        Map<String, Integer> codes = new ConcurrentHashMap<>(Map.of("b@example.com", 450, "c@example.com", 550));
        List<String> taken = new ArrayList<>();
        Notifications queue = queue();
        queue(queue, "a@example.com", "b@example.com", "c@example.com");
        DeliverNotifications deliver = deliver(queue, smtp(choosy(codes, taken)));

        deliver.deliverBatch();
        assertThat(taken).containsExactly("a@example.com");
        assertThat(db.sql("select pending[1] from notification")
                        .query(String.class)
                        .single())
                .isEqualTo("b@example.com");

        codes.clear();
        clock.pass(Duration.ofSeconds(10));
        deliver.deliverBatch();
        assertThat(taken).containsExactly("a@example.com", "b@example.com");
        assertThat(state()).isEqualTo("SENT");
    }

    @Test
    void keepsMailsWhileTheServerIsAwayAndGivesUpAfterDays() {
        Notifications queue = queue();
        queue(queue, "a@example.com");
        DeliverNotifications deliver = deliver(queue, smtp(1));

        deliver.deliverBatch();
        assertThat(state()).isEqualTo("QUEUED");

        clock.pass(Duration.ofDays(1));
        deliver.deliverBatch();
        assertThat(state()).isEqualTo("FAILED");
        assertThat(attempts()).containsExactly("DEFERRED", "DEFERRED");
    }

    private GreenMail greenMail() {
        GreenMail server = RealParts.mailServer();
        servers.add(server::stop);
        return server;
    }

    /** A server that answers by address. */
    private int choosy(Map<String, Integer> codes, List<String> taken) {
        SMTPServer server = SMTPServer.port(0)
                .messageHandlerFactory(context -> new Choosy(codes, taken))
                .build();
        server.start();
        servers.add(server::stop);
        return server.getPortAllocated();
    }

    private record Choosy(Map<String, Integer> codes, List<String> taken) implements MessageHandler {

        @Override
        public void from(String from) {}

        @Override
        public void recipient(String recipient) throws RejectException {
            Integer code = codes.get(recipient);
            if (code != null) {
                throw new RejectException(code, "not you");
            }
            taken.add(recipient);
        }

        @Override
        public @Nullable String data(InputStream data) throws IOException {
            data.readAllBytes();
            return null;
        }

        @Override
        public void done() {}
    }

    private static SmtpMailer smtp(int port) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.sendpartial", "true");
        properties.setProperty("mail.smtp.connectiontimeout", "5000");
        sender.setJavaMailProperties(properties);
        return new SmtpMailer(sender, new ComposeMail(settings()));
    }

    private DeliverNotifications deliver(Notifications queue, Mailer mailer) {
        return new DeliverNotifications(
                queue, mailer, clock, duration -> true, InFlights.running(), settings(), new SimpleMeterRegistry());
    }

    private Notifications queue() {
        return queue(new JdbcTransactionManager(dataSource));
    }

    private Notifications queue(PlatformTransactionManager transactions) {
        AuditTrail audit = new AuditTrail(dataSource, Base64.getDecoder().decode(RealParts.AUDIT_KEY));
        return new Notifications(db, new TransactionTemplate(transactions), audit, clock, settings());
    }

    /** A database that goes away for a while. */
    private static final class FlakyTransactions extends JdbcTransactionManager {

        private int failures;

        FlakyTransactions(DataSource dataSource) {
            super(dataSource);
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            if (failures > 0) {
                failures--;
                throw new CannotCreateTransactionException("the database is away");
            }
            super.doBegin(transaction, definition);
        }
    }

    private static NotificationSettings settings() {
        return new NotificationSettings(
                "Countersign <countersign@example.com>",
                null,
                Duration.ofSeconds(60),
                20,
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                Duration.ofDays(1));
    }

    private void queue(Notifications queue, String... to) {
        queue.queue(job, new Recipients(List.of(to), List.of(), List.of(), List.of()), "Grüße", "Text", null);
    }

    private @Nullable String state() {
        return db.sql("select state from notification where job_key = ?")
                .param(job.key())
                .query(String.class)
                .single();
    }

    private List<String> attempts() {
        return db.sql("select a.outcome from notification_attempt a join notification n on n.id = a.notification_id"
                        + " where job_key = ? order by attempt")
                .param(job.key())
                .query(String.class)
                .list();
    }

    private List<String> audited() {
        return db.sql("select action from audit_entry where process_instance_key = ? order by id")
                .param(job.processInstanceKey())
                .query(String.class)
                .list();
    }
}
