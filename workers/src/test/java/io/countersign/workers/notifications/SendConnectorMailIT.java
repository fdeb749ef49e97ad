package io.countersign.workers.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.notices.WriteNotice;
import io.countersign.workers.FakeDirectory;
import io.countersign.workers.RealParts;
import io.countersign.workers.TestClock;
import io.countersign.workers.expressions.MapResults;
import io.countersign.workers.jobs.Job;
import io.countersign.workers.jobs.JobResult;
import io.countersign.workers.jobs.JobResult.BusinessError;
import io.countersign.workers.jobs.JobResult.Completed;
import io.countersign.workers.jobs.JobResult.GiveUp;
import io.countersign.workers.jobs.JobResult.RetryLater;
import io.countersign.workers.jobs.Jobs;
import io.countersign.workers.notifications.EmailConnectorRequest.Data;
import io.countersign.workers.notifications.EmailConnectorRequest.SmtpAction;
import io.countersign.workers.notifications.EmailConnectorRequest.SmtpConfig;
import io.countersign.workers.notifications.NotificationSettings.Connector;
import io.countersign.workers.notifications.SmtpSink.Deed;
import io.countersign.workers.notifications.SmtpSink.Phase;
import io.countersign.workers.notifications.SmtpSink.Taken;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** The queue in a real PostgreSQL, mails over real SMTP. */
class SendConnectorMailIT {

    private static final DataSource DATABASE = RealParts.asApplication(RealParts.newDatabase());

    private final NotificationSettings settings =
            Sending.settings(new Connector(Set.of("smtp.example.com"), Set.of("shop.example")));
    private final TestClock clock = new TestClock(Jobs.NOW);
    private final SmtpSink server = SmtpSink.start((phase, line) ->
            phase == Phase.RCPT && line.contains("gone") ? Deed.say("550 5.1.1 no such user here") : Deed.USUAL);

    @AfterEach
    void stop() throws Exception {
        JdbcClient.create(DATABASE).sql("delete from notification").update();
        server.close();
    }

    @Test
    void itsSenderAndHeadersAreTheSameOnEveryTry() throws Exception {
        Job job = Jobs.job();
        connector(node()).run(job, mail("Müller & Söhne <orders@shop.example>", "ann@example.com"));

        // taken by the server, and the process ends: nothing is written down
        Notification leased = node().queue.lease(10).getFirst();
        try (Mailer.Connection connection =
                Sending.smtp(server.port(), settings, new Properties()).connect()) {
            connection.send(leased);
        }
        clock.pass(Duration.ofSeconds(61));
        node().deliver();

        assertThat(server.taken()).hasSize(2).allSatisfy(taken -> {
            MimeMessage mail = read(taken);
            assertThat(mail.getFrom())
                    .containsExactly(new InternetAddress("orders@shop.example", "Müller & Söhne", "UTF-8"));
            assertThat(taken.text()).as("the name, encoded").contains("From: =?UTF-8?");
            assertThat(mail.getHeader("In-Reply-To")).containsExactly("<question@example.com>");
            assertThat(mail.getHeader("X-Long")[0].replaceAll("\\s+", " "))
                    .isEqualTo("word ".repeat(100).strip());
            assertThat(mail.getContentType()).startsWith("text/plain");
            assertThat(String.valueOf(mail.getContent()).strip()).isEqualTo("Grüße");
        });
        assertThat(server.taken().getFirst().messageId())
                .isEqualTo(server.taken().getLast().messageId());
        assertThat(connector(node()).run(job, mail("orders@shop.example", "ann@example.com")))
                .isInstanceOf(Completed.class);
    }

    @Test
    void aJobThatComesAgainSendsNothingAgain() {
        Job job = Jobs.job(Map.of("resultVariable", "mail"));
        EmailConnectorRequest request = mail("orders@shop.example", "ann@example.com");

        assertThat(connector(node()).run(job, request)).isInstanceOf(RetryLater.class);
        assertThat(connector(node()).run(job, request)).isInstanceOf(RetryLater.class);
        node().deliver();
        JobResult first = connector(node()).run(job, request);
        JobResult again = connector(node()).run(job, request);
        node().deliver();

        assertThat(server.taken()).hasSize(1);
        assertThat(again).isEqualTo(first);
        assertThat(first)
                .isEqualTo(new Completed(Map.of(
                        "mail",
                        Map.of(
                                "subject",
                                "Hi",
                                "sent",
                                true,
                                "messageId",
                                server.taken().getFirst().messageId()))));
    }

    @Test
    void tellsWhatTheServerSaidWhereNobodyGetsIt() {
        Job job = Jobs.job();
        Job catching = Jobs.job(Map.of("errorExpression", "=bpmnError(error.code, error.message)"));
        EmailConnectorRequest request = mail("orders@shop.example", "gone@example.com");
        connector(node()).run(job, request);
        node().deliver();

        assertThat(connector(node()).run(job, request))
                .isInstanceOfSatisfying(
                        GiveUp.class, giveUp -> assertThat(giveUp.message()).contains("550 5.1.1 no such user here"));
        // from now on the mailbox is not tried any more; the model hears the same
        connector(node()).run(catching, request);
        node().deliver();
        assertThat(connector(node()).run(catching, request)).isInstanceOfSatisfying(BusinessError.class, error -> {
            assertThat(error.code()).isEqualTo("550");
            assertThat(error.message()).contains("no such user here");
        });

        connector(node()).run(job, mail("orders@shop.example", "right@example.com"));
        node().deliver();
        assertThat(server.taken()).extracting(Taken::recipients).containsExactly(List.of("right@example.com"));
    }

    @Test
    void takesFilesOfTheRequestAlong() {
        Job job = Jobs.job();
        SmtpAction action = action("orders@shop.example", "ann@example.com", "offer.pdf");
        assertThat(connector(node()).run(job, request(action)))
                .isInstanceOfSatisfying(
                        GiveUp.class, giveUp -> assertThat(giveUp.message()).contains("no file called 'offer.pdf'"));

        JdbcClient.create(DATABASE).sql("""
                        insert into task_attachment (id, process_instance_key, name, media_type, size, sha256, content, uploaded_by,
                            uploaded_at)
                        values (gen_random_uuid(), ?, 'offer.pdf', 'application/pdf', 1, 'a', 'a', 'ann', now())
                        """).param(job.processInstanceKey()).update();

        assertThat(connector(node()).run(job, request(action))).isInstanceOf(RetryLater.class);
        assertThat(node().queue.lease(1))
                .singleElement()
                .satisfies(mail -> assertThat(mail.attachments()).isEqualTo(1));
    }

    private Sending node() {
        return new Sending(DATABASE, clock, Sending.smtp(server.port(), settings, new Properties()), settings);
    }

    private SendConnectorMail connector(Sending node) {
        var prepare = new PrepareMail(
                new WriteNotice((kind, language) -> Optional.empty()),
                new RequestFiles(JdbcClient.create(DATABASE)),
                new FakeDirectory(),
                settings);
        return new SendConnectorMail(
                new ReadConnectorMail(new ConnectorRules(new JavaMailSenderImpl(), settings), prepare),
                node.queue,
                MapResults.withFeel(),
                clock);
    }

    private static EmailConnectorRequest mail(String from, String to) {
        return request(action(from, to));
    }

    private static EmailConnectorRequest request(SmtpAction action) {
        return new EmailConnectorRequest("smtp", new Data(new SmtpConfig("smtp.example.com"), "sendEmailSmtp", action));
    }

    private static SmtpAction action(String from, String to, String... files) {
        return new SmtpAction(
                from,
                List.of(to),
                List.of(),
                List.of(),
                Map.of(
                        "In-Reply-To", StringNode.valueOf("<question@example.com>"),
                        "X-Long", StringNode.valueOf("word ".repeat(100).strip())),
                "Hi",
                null,
                "Grüße",
                null,
                Stream.of(files).<JsonNode>map(StringNode::valueOf).toList());
    }

    private static MimeMessage read(Taken taken) throws Exception {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(taken.text().getBytes(StandardCharsets.UTF_8)));
    }
}
