package io.countersign.workers.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.workers.RealParts;
import io.countersign.workers.notifications.SmtpSink.Deed;
import io.countersign.workers.notifications.SmtpSink.Phase;
import io.countersign.workers.notifications.SmtpSink.Taken;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The sending loop in a process of its own, which is killed while it sends, again and again. */
class MailKillIT {

    private static final Logger LOG = LoggerFactory.getLogger(MailKillIT.class);
    private static final String DATABASE = RealParts.newDatabase();
    private static final int KILLS = Integer.getInteger("countersign.mail-kills", 10);
    private static final int MAILS_PER_KILL = 30;

    /** As {@link Sending#settings} has it: what may have been taken and not written down. */
    private static final int CONNECTIONS = 4;

    private final JdbcClient db = JdbcClient.create(RealParts.asApplication(DATABASE));

    @Test
    void losesNothingAndRepeatsOnlyWhatWasInFlight() throws Exception {
        int mails = KILLS * MAILS_PER_KILL;
        try (SmtpSink server = SmtpSink.start((phase, line) ->
                // a while in which the mail is taken and nobody knows it
                phase == Phase.TAKEN ? new Deed("", Duration.ofMillis(8)) : Deed.USUAL)) {
            var queue = new Sending(
                    RealParts.asApplication(DATABASE), Clock.systemUTC(), Sending.smtp(1), Sending.settings());
            for (int mail = 0; mail < mails; mail++) {
                queue.queue("a" + mail + "@example.com");
            }
            for (int kill = 0; kill < KILLS; kill++) {
                int before = server.taken().size();
                Process node = start(server.port());
                await().atMost(Duration.ofSeconds(30))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> server.taken().size() >= before + 8 || nothingIsOpen());
                node.destroyForcibly().waitFor();
                // what it had leased belongs to the next one at once, so that there is always something to send
                db.sql("update notification_delivery set due_at = now() where state = 'SENDING'")
                        .update();
            }
            Process last = start(server.port());
            try {
                await().atMost(Duration.ofSeconds(60)).until(this::nothingIsOpen);
            } finally {
                last.destroyForcibly().waitFor();
            }

            Map<String, Long> copies =
                    server.taken().stream().collect(Collectors.groupingBy(Taken::messageId, Collectors.counting()));
            int duplicates = server.taken().size() - copies.size();
            LOG.info("{} kills, {} mails, {} repeated", KILLS, mails, duplicates);
            assertThat(copies)
                    .as("none is lost, and a repeat has the same Message-ID")
                    .hasSize(mails);
            assertThat(duplicates).isLessThanOrEqualTo(KILLS * CONNECTIONS);
            assertThat(db.sql("select count(*) from notification where state <> 'SENT'")
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }

    private boolean nothingIsOpen() {
        return db.sql("select count(*) from notification_delivery where state in ('QUEUED', 'SENDING', 'DEFERRED')")
                        .query(Long.class)
                        .single()
                == 0;
    }

    private static Process start(int port) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        MailNode.class.getName(),
                        RealParts.postgres().jdbcUrl(DATABASE),
                        "app",
                        "secret",
                        Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "mail-node.log").toFile())
                .start();
    }
}
