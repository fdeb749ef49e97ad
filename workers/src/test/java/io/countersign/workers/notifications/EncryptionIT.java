package io.countersign.workers.notifications;

import static io.countersign.workers.jobs.Jobs.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.workers.RealParts;
import io.countersign.workers.TestCertificate;
import io.countersign.workers.TestClock;
import io.countersign.workers.jobs.Job;
import io.countersign.workers.notifications.SmtpSink.Deed;
import io.countersign.workers.notifications.SmtpSink.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Mails over TLS, or not at all. */
class EncryptionIT {

    private static final String DATABASE = RealParts.newDatabase();

    @TempDir
    private static Path folder;

    private static SSLContext ofThisHost;
    private static SSLContext ofAnotherHost;

    private final JdbcClient db = JdbcClient.create(RealParts.asApplication(DATABASE));
    private final List<SmtpSink> servers = new ArrayList<>();

    @BeforeAll
    static void makeCertificates() throws Exception {
        ofThisHost = TestCertificate.of("dns:localhost", folder).context();
        ofAnotherHost = TestCertificate.of("dns:mail.example.com", folder).context();
    }

    @AfterEach
    void stop() throws Exception {
        for (SmtpSink server : servers) {
            server.close();
        }
        db.sql("delete from notification").update();
    }

    @Test
    void speaksToAServerThatHasStartTls() {
        SmtpSink server = sink(ofThisHost, false);

        assertThat(send(server, Encryption.STARTTLS, ofThisHost)).isEqualTo("SENT");

        assertThat(server.taken()).singleElement().satisfies(it -> {
            assertThat(it.encrypted()).isTrue();
            assertThat(it.user()).isEqualTo("countersign");
        });
    }

    @Test
    void speaksTlsFromTheFirstByteOn() {
        SmtpSink server = sink(ofThisHost, true);

        assertThat(send(server, Encryption.TLS, ofThisHost)).isEqualTo("SENT");

        assertThat(server.taken())
                .singleElement()
                .satisfies(it -> assertThat(it.encrypted()).isTrue());
    }

    @Test
    void saysNothingToAServerThatCannot() {
        List<Phase> seen = new CopyOnWriteArrayList<>();
        SmtpSink server = SmtpSink.start((phase, line) -> {
            seen.add(phase);
            return Deed.USUAL;
        });
        servers.add(server);

        assertThat(send(server, Encryption.STARTTLS, ofThisHost)).isEqualTo("DEFERRED");

        assertThat(seen).contains(Phase.HELO).doesNotContain(Phase.AUTH, Phase.MAIL, Phase.DATA);
    }

    @Test
    void trustsNoCertificateOfAnotherHost() {
        SmtpSink server = sink(ofAnotherHost, false);

        assertThat(send(server, Encryption.STARTTLS, ofAnotherHost)).isEqualTo("DEFERRED");

        assertThat(server.taken()).isEmpty();
    }

    @Test
    void trustsNoCertificateThatNobodyVouchesFor() throws Exception {
        SmtpSink server = sink(ofThisHost, true);

        assertThat(send(server, Encryption.TLS, SSLContext.getDefault())).isEqualTo("DEFERRED");

        assertThat(server.taken()).isEmpty();
    }

    private SmtpSink sink(SSLContext tls, boolean atOnce) {
        SmtpSink server = SmtpSink.start((phase, line) -> Deed.USUAL, tls, atOnce);
        servers.add(server);
        return server;
    }

    private String send(SmtpSink server, Encryption encryption, SSLContext trusted) {
        var more = new Properties();
        more.put("mail.smtp.ssl.socketFactory", trusted.getSocketFactory());
        more.setProperty("mail.smtp.auth", "true");
        more.setProperty("user", "countersign");
        more.setProperty("password", "secret");
        var settings = Sending.settings(0, encryption, Duration.ofSeconds(60));
        var node = new Sending(
                RealParts.asApplication(DATABASE),
                new TestClock(NOW),
                Sending.smtp(server.port(), settings, more),
                settings);
        Job job = node.queue("a@example.com");
        node.deliver();
        return db.sql("select d.state from notification_delivery d join notification n on n.id = d.notification_id"
                        + " where job_key = ?")
                .param(job.key())
                .query(String.class)
                .single();
    }
}
