package io.countersign.workers.notifications;

import static io.countersign.workers.jobs.Jobs.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import io.countersign.store.mail.Recipient;
import io.countersign.workers.RealParts;
import io.countersign.workers.TestClock;
import io.countersign.workers.jobs.Job;
import io.countersign.workers.jobs.Jobs;
import io.countersign.workers.notifications.SmtpSink.Deed;
import io.countersign.workers.notifications.SmtpSink.Phase;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;

/** The queue in a real PostgreSQL, mails over real SMTP. */
class DeliverNotificationsIT {

    private static final String DATABASE = RealParts.newDatabase();

    private final DataSource dataSource = RealParts.asApplication(DATABASE);
    private final JdbcClient db = JdbcClient.create(dataSource);
    private final TestClock clock = new TestClock(NOW);
    private final List<AutoCloseable> servers = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable server : servers) {
            server.close();
        }
        db.sql("delete from notification").update();
        db.sql("delete from mail_suppression").update();
    }

    @Test
    void queuesAMailOncePerJob() {
        Sending node = node(1);
        Job job = node.queue("a@example.com");

        node.queue(job, "b@example.com");

        assertThat(db.sql("select address from notification_delivery d join notification n on n.id = d.notification_id"
                                + " where job_key = ?")
                        .param(job.key())
                        .query(String.class)
                        .list())
                .containsExactly("a@example.com");
        assertThat(audited(job)).containsExactly("notification.queued");
    }

    @Test
    void deliversWithAMessageIdMadeOfTheJobsKey() throws Exception {
        GreenMail server = greenMail();
        Sending node = node(server.getSmtp().getPort());
        Job job = node.queue("a@example.com");

        assertThat(node.deliver()).isEqualTo(1);

        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getMessageID()).isEqualTo("<countersign-job-" + job.key() + "@example.com>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getSubject()).isEqualTo("Grüße");
        assertThat(state(job)).isEqualTo("SENT");
        assertThat(states(job)).containsExactly("a@example.com SENT 250");
        assertThat(attempts(job)).containsExactly("SENT");
        assertThat(audited(job)).containsExactly("notification.queued", "notification.sent");
    }

    @Test
    void forgetsTheTextOfAConfidentialMailOnceItIsDelivered() {
        Sending node = node(sink((phase, line) -> Deed.USUAL));
        Job job = node.queue("a@example.com");
        db.sql("update notification set confidential = true, html_body = 'secret' where job_key = ?")
                .param(job.key())
                .update();

        node.deliver();

        assertThat(db.sql("select text_body || coalesce(html_body, '') from notification where job_key = ?")
                        .param(job.key())
                        .query(String.class)
                        .single())
                .isEmpty();
    }

    @Test
    void sendsTheSameMessageIdAgainWhenItCrashedBeforeItsCommit() throws Exception {
        GreenMail server = greenMail();
        int port = server.getSmtp().getPort();
        Sending node = node(port);
        Job job = node.queue("a@example.com");

        // taken by the server, and the process ends: nothing is written down
        Notification leased = node.queue.lease(10).getFirst();
        try (Mailer.Connection connection = Sending.smtp(port).connect()) {
            assertThat(connection.send(leased))
                    .hasEntrySatisfying(
                            "a@example.com", it -> assertThat(it.taken()).isTrue());
        }
        Sending restarted = node(port);
        assertThat(restarted.deliver()).as("leased by the dead one").isZero();
        clock.pass(Duration.ofSeconds(61));
        assertThat(restarted.deliver()).isEqualTo(1);

        assertThat(server.getReceivedMessages()).hasSize(2);
        assertThat(server.getReceivedMessages()[1].getMessageID())
                .isEqualTo(server.getReceivedMessages()[0].getMessageID());
        assertThat(server.getReceivedMessages()[1].getSentDate())
                .isEqualTo(server.getReceivedMessages()[0].getSentDate());
        assertThat(state(job)).isEqualTo("SENT");
    }

    @Test
    void waitsForADatabaseThatIsAwayInsteadOfSendingTwice() {
        SmtpSink server = sink((phase, line) -> Deed.USUAL);
        FlakyTransactions transactions = new FlakyTransactions(dataSource);
        var node = new Sending(dataSource, transactions, clock, Sending.smtp(server.port()), Sending.settings());
        Job job = node.queue("a@example.com");

        transactions.failures = 3;
        node.deliver();

        assertThat(transactions.failures).isZero();
        assertThat(server.taken()).hasSize(1);
        assertThat(state(job)).isEqualTo("SENT");
    }

    @Test
    void leasesAMailToOneNodeOnly() {
        Sending one = node(1);
        Sending other = node(1);
        one.queue("a@example.com");

        assertThat(one.queue.lease(10)).hasSize(1);
        assertThat(other.queue.lease(10)).isEmpty();
    }

    @Test
    void comesBackLaterWhenTheServerAsksForIt() {
        Map<String, String> answers = new ConcurrentHashMap<>(Map.of("a@example.com", "451 4.7.1 greylisted"));
        SmtpSink server = sink(choosy(answers));
        Sending node = node(server);
        Job job = node.queue("a@example.com");

        node.deliver();
        assertThat(state(job)).isEqualTo("QUEUED");
        assertThat(states(job)).containsExactly("a@example.com DEFERRED 451");
        assertThat(node.deliver()).as("not yet").isZero();

        answers.clear();
        clock.pass(Duration.ofSeconds(10));
        node.deliver();
        assertThat(state(job)).isEqualTo("SENT");
        assertThat(attempts(job)).containsExactly("DEFERRED", "SENT");
        assertThat(server.taken()).hasSize(1);
    }

    @Test
    void bouncesWhatARecipientsServerRefusesAndLeavesAMissingMailboxAlone() {
        SmtpSink server = sink(choosy(Map.of("gone@example.com", "550 5.1.1 no such user")));
        Sending node = node(server);
        Job job = node.queue("gone@example.com");

        node.deliver();

        assertThat(state(job)).isEqualTo("FAILED");
        assertThat(states(job)).containsExactly("gone@example.com BOUNCED 550");
        assertThat(attempts(job)).containsExactly("BOUNCED");
        assertThat(audited(job)).contains("notification.failed");

        Job next = node.queue("Gone@example.com", "here@example.com");
        node.deliver();

        assertThat(states(next)).containsExactly("Gone@example.com SUPPRESSED null", "here@example.com SENT 250");
        assertThat(server.taken())
                .singleElement()
                .satisfies(it -> assertThat(it.recipients()).containsExactly("here@example.com"));
        assertThat(db.sql("select answer from notification_delivery where state = 'SUPPRESSED'")
                        .query(String.class)
                        .single())
                .contains("no such user");
    }

    @Test
    void keepsMailboxesWhoseServerRefusesForOtherReasons() {
        Sending node = node(sink(choosy(Map.of("a@example.com", "550 5.7.1 relaying denied"))));
        Job job = node.queue("a@example.com");

        node.deliver();

        assertThat(states(job)).containsExactly("a@example.com BOUNCED 550");
        assertThat(suppressed()).isEmpty();
    }

    @Test
    void failsWhatTheServerRefusesAsAMessage() {
        Sending node = node(sink((phase, line) -> phase == Phase.TAKE ? Deed.say("554 5.6.0 too odd") : Deed.USUAL));
        Job job = node.queue("a@example.com", "b@example.com");

        node.deliver();

        assertThat(states(job)).containsExactly("a@example.com FAILED 554", "b@example.com FAILED 554");
        assertThat(suppressed()).isEmpty();
    }

    @Test
    void triesOnlyThoseAgainWhoHaveNotGotIt() {
        Map<String, String> answers = new ConcurrentHashMap<>(
                Map.of("b@example.com", "450 4.2.0 later", "c@example.com", "550 5.1.1 no such user"));
        SmtpSink server = sink(choosy(answers));
        Sending node = node(server);
        Job job = node.queue("a@example.com", "b@example.com", "c@example.com");

        node.deliver();
        assertThat(states(job))
                .containsExactly("a@example.com SENT 250", "b@example.com DEFERRED 450", "c@example.com BOUNCED 550");

        answers.clear();
        clock.pass(Duration.ofSeconds(10));
        node.deliver();
        assertThat(server.taken())
                .extracting(SmtpSink.Taken::recipients)
                .containsExactly(List.of("a@example.com"), List.of("b@example.com"));
        assertThat(state(job)).isEqualTo("SENT");
    }

    @Test
    void keepsMailsWhileTheServerIsAwayAndGivesUpAfterDays() {
        Sending node = node(1);
        Job job = node.queue("a@example.com");

        node.deliver();
        assertThat(states(job)).containsExactly("a@example.com DEFERRED null");

        clock.pass(Duration.ofDays(1));
        node.deliver();
        assertThat(state(job)).isEqualTo("FAILED");
        assertThat(attempts(job)).containsExactly("DEFERRED", "FAILED");
    }

    /** Whatever becomes of the connection, the mail arrives; and twice only where the server had taken it and nobody was told. */
    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"AUTH"},
            mode = EnumSource.Mode.EXCLUDE)
    void survivesAConnectionThatDrops(Phase where) {
        var drops = new ConcurrentHashMap<>(Map.of(where, 1));
        SmtpSink server = sink((phase, line) -> drops.remove(phase) != null ? Deed.DROP : Deed.USUAL);
        Sending node = node(server);
        Job job = node.queue("a@example.com");
        Job other = node.queue("b@example.com");

        node.deliver();
        assertThat(states(job)).containsExactly("a@example.com DEFERRED null");
        clock.pass(Duration.ofSeconds(10));
        node.deliver();

        assertThat(state(job)).isEqualTo("SENT");
        assertThat(state(other)).isEqualTo("SENT");
        assertThat(server.taken()).hasSize(where == Phase.TAKEN ? 3 : 2);
        assertThat(server.taken()).extracting(SmtpSink.Taken::messageId).hasSizeBetween(2, 3);
        assertThat(server.taken().stream().map(SmtpSink.Taken::messageId).distinct())
                .hasSize(2);
    }

    @Test
    void givesUpOnASlowServerForNow() {
        SmtpSink server = sink((phase, line) -> phase == Phase.DATA ? new Deed("", Duration.ofSeconds(5)) : Deed.USUAL);
        Sending node = node(server);
        Job job = node.queue("a@example.com");

        node.deliver();

        assertThat(states(job)).containsExactly("a@example.com DEFERRED null");
        assertThat(server.taken()).isEmpty();
    }

    @Test
    void sendsManyMailsOverOneConnection() {
        SmtpSink server = sink((phase, line) -> Deed.USUAL);
        Sending node = node(server);
        for (int mail = 0; mail < 20; mail++) {
            node.queue("a" + mail + "@example.com");
        }

        node.deliver();

        assertThat(server.taken()).hasSize(20);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void keepsADomainFromBeingFlooded() {
        SmtpSink server = sink((phase, line) -> Deed.USUAL);
        var node = new Sending(dataSource, clock, Sending.smtp(server.port()), Sending.settings(20));
        Job first = node.queue("a@busy.example");
        node.queue("b@busy.example");
        Job third = node.queue("c@busy.example", "d@other.example");

        node.deliver();

        assertThat(server.taken()).hasSize(3);
        assertThat(states(first)).containsExactly("a@busy.example SENT 250");
        assertThat(states(third)).containsExactly("c@busy.example QUEUED null", "d@other.example SENT 250");
        assertThat(attempts(third)).containsExactly("SENT");
    }

    @Test
    void sendsFirstWhatIsUrgent() {
        SmtpSink server = sink((phase, line) -> Deed.USUAL);
        Sending node = node(server);
        node.queue("slow@example.com");
        Job code = node.queue("fast@example.com");
        db.sql("update notification_delivery set priority = 0 where address = 'fast@example.com'")
                .update();

        assertThat(node.queue.lease(1)).extracting(Notification::jobKey).containsExactly(code.key());
    }

    @Test
    void remembersWhoseAddressItWas() {
        Sending node = node(1);
        Job job = Jobs.job();
        node.queue.queue(
                job, List.of(Sending.mail(new Recipients(List.of(Recipient.to("a@example.com", "ann")), List.of()))));

        assertThat(db.sql("select username from notification_delivery")
                        .query(String.class)
                        .single())
                .isEqualTo("ann");
    }

    private GreenMail greenMail() {
        GreenMail server = RealParts.mailServer();
        servers.add(server::stop);
        return server;
    }

    private SmtpSink sink(SmtpSink.Manner manner) {
        SmtpSink server = SmtpSink.start(manner);
        servers.add(server);
        return server;
    }

    /** Answers by address. */
    private static SmtpSink.Manner choosy(Map<String, String> answers) {
        return (phase, line) -> phase != Phase.RCPT
                ? Deed.USUAL
                : answers.entrySet().stream()
                        .filter(entry -> line.contains("<" + entry.getKey() + ">"))
                        .map(entry -> Deed.say(entry.getValue()))
                        .findFirst()
                        .orElse(Deed.USUAL);
    }

    private Sending node(SmtpSink server) {
        return node(server.port());
    }

    private Sending node(int port) {
        return new Sending(dataSource, clock, Sending.smtp(port), Sending.settings());
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

    private String state(Job job) {
        return db.sql("select state from notification where job_key = ?")
                .param(job.key())
                .query(String.class)
                .single();
    }

    /** Address, state and code of each recipient. */
    private List<String> states(Job job) {
        return db.sql("""
                        select concat_ws(' ', address, d.state, coalesce(smtp_code::text, 'null'))
                        from notification_delivery d join notification n on n.id = d.notification_id
                        where job_key = ? order by address
                        """).param(job.key()).query(String.class).list();
    }

    private List<String> attempts(Job job) {
        return db.sql("select a.outcome from notification_attempt a join notification n on n.id = a.notification_id"
                        + " where job_key = ? order by attempt")
                .param(job.key())
                .query(String.class)
                .list();
    }

    private List<String> suppressed() {
        return db.sql("select address from mail_suppression")
                .query(String.class)
                .list();
    }

    private List<String> audited(Job job) {
        return db.sql("select action from audit_entry where process_instance_key = ? order by id")
                .param(job.processInstanceKey())
                .query(String.class)
                .list();
    }
}
