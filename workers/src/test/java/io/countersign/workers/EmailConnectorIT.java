package io.countersign.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.client.CamundaClient;
import io.countersign.embedded.ZeebeBroker;
import io.countersign.workers.notifications.SmtpSink;
import io.countersign.workers.notifications.SmtpSink.Deed;
import io.countersign.workers.notifications.SmtpSink.Phase;
import io.countersign.workers.notifications.SmtpSink.Taken;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Models as Camunda Modeler draws them with the template of its e-mail connector. Brings its own broker, as its mail server refuses some. */
class EmailConnectorIT {

    private static final Duration LONG = Duration.ofMinutes(2);

    private static JdbcClient db;
    private static BrokerLog log;
    private static ZeebeBroker broker;
    private static CamundaClient client;
    private static ConfigurableApplicationContext workers;
    private static SmtpSink mails;

    private final String marker = "m" + UUID.randomUUID().toString().replace("-", "");

    @BeforeAll
    static void start() {
        String database = RealParts.newDatabase();
        db = JdbcClient.create(RealParts.asOwner(database));
        log = new BrokerLog(db);
        broker = RealParts.start(RealParts.broker(database));
        mails = SmtpSink.start((phase, line) ->
                phase == Phase.RCPT && line.contains("gone-") ? Deed.say("550 5.1.1 no such user here") : Deed.USUAL);
        workers = RealParts.workers(
                database,
                broker.grpcAddress(),
                mails.port(),
                Map.of(
                        "countersign.notifications.connector.hosts", "smtp.gmail.com",
                        "countersign.notifications.connector.senders", "shop.example"));
        client = CamundaClient.newClientBuilder()
                .grpcAddress(broker.grpcAddress())
                .restAddress(broker.restAddress())
                .preferRestOverGrpc(false)
                .defaultRequestTimeout(Duration.ofMinutes(1))
                .build();
    }

    @AfterAll
    static void stop() throws IOException {
        workers.close();
        client.close();
        broker.close();
        mails.close();
    }

    @Test
    void sendsPlainTextAndTellsTheModel() throws Exception {
        long instance = run(
                Map.of(
                        "data.smtpAction.to", "=customer.email + \", second@example.com\"",
                        "data.smtpAction.body", "=\"Dear \" + customer.name"),
                Map.of("resultVariable", "mail", "resultExpression", "={id: response.messageId}"));

        await().atMost(LONG).until(() -> log.ended(instance, "end"));
        Taken taken = mine();
        MimeMessage mail = read(taken);
        assertThat(taken.recipients()).containsExactly(marker + "@example.com", "second@example.com");
        assertThat(mail.getFrom()).containsExactly(new InternetAddress("orders@shop.example"));
        assertThat(mail.getSubject()).isEqualTo("About " + marker);
        assertThat(mail.getContentType()).startsWith("text/plain");
        assertThat(String.valueOf(mail.getContent()).strip()).isEqualTo("Dear Änn");
        assertThat(log.variable(instance, "mail"))
                .contains("\"sent\":true", "\"subject\":\"About " + marker + "\"", taken.messageId());
        assertThat(log.variable(instance, "id")).contains(taken.messageId());
    }

    @Test
    void sendsHtmlAndMultipartToLists() throws Exception {
        for (String type : List.of("HTML", "MULTIPART")) {
            long instance = run(
                    Map.of(
                            "data.smtpAction.to", "=[customer.email]",
                            "data.smtpAction.bcc", "=[\"" + type + "@example.com\"]",
                            "data.smtpAction.contentType", type,
                            "data.smtpAction.htmlBody", "=\"<p>Dear <b>\" + customer.name + \"</b></p>\"",
                            "data.smtpAction.body", "In text",
                            "data.smtpAction.headers", "={\"Reply-To\": \"desk@example.com\"}"),
                    Map.of());
            await().atMost(LONG).until(() -> log.ended(instance, "end"));

            Taken taken = mails.taken().stream()
                    .filter(mail -> mail.recipients().equals(List.of(marker + "@example.com", type + "@example.com")))
                    .findFirst()
                    .orElseThrow();
            MimeMessage mail = read(taken);
            MimeMultipart parts = alternatives(mail);
            assertThat(mail.getReplyTo()).containsExactly(new InternetAddress("desk@example.com"));
            assertThat(taken.text()).doesNotContain("Bcc");
            assertThat(String.valueOf(parts.getBodyPart(0).getContent()).strip())
                    .isEqualTo(type.equals("HTML") ? "Dear Änn" : "In text");
            assertThat(String.valueOf(parts.getBodyPart(1).getContent()).strip())
                    .isEqualTo("<p>Dear <b>Änn</b></p>");
        }
    }

    @Test
    void aModelCatchesTheRefusalOfItsRecipient() {
        long instance = run(
                Map.of("data.smtpAction.to", "gone-" + marker + "@example.com"),
                Map.of(
                        "errorExpression",
                        "=if error.code = \"550\" then bpmnError(\"CAUGHT\", error.message) else null"));

        await().atMost(LONG).until(() -> log.ended(instance, "caught"));
        assertThat(mails.taken()).noneMatch(mail -> mail.text().contains(marker));
    }

    @Test
    void aRefusalThatNoModelCatchesIsAnIncident() {
        long instance = run(Map.of("data.smtpAction.to", "gone-" + marker + "@example.com"), Map.of());

        assertThat(incident(instance)).contains("no such user here (550)");
    }

    @Test
    void sendsNowhereElseAndAsNobodyElse() {
        long elsewhere = run(Map.of("data.smtpConfig.smtpHost", "smtp.evil.example"), Map.of());
        long asAnother = run(Map.of("data.smtpAction.from", "ceo@corp.example"), Map.of());
        long withSecret = run(Map.of("data.smtpAction.subject", "{{secrets.TOKEN}}"), Map.of());

        assertThat(incident(elsewhere)).contains("countersign.notifications.connector.hosts");
        assertThat(incident(asAnother)).contains("countersign.notifications.connector.senders");
        assertThat(incident(withSecret)).contains("the secret 'TOKEN'");
        assertThat(mails.taken()).noneMatch(mail -> mail.text().contains(marker));
    }

    /** Inputs as the template writes them where nobody changes anything, with those that a test has of its own. */
    private long run(Map<String, String> inputs, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(Map.of(
                "authentication.type", "simple",
                "authentication.username", "{{secrets.MAIL_USER}}",
                "authentication.password", "{{secrets.MAIL_PASSWORD}}",
                "protocol", "smtp",
                "data.smtpActionDiscriminator", "sendEmailSmtp",
                "data.smtpConfig.smtpHost", "smtp.gmail.com",
                "data.smtpConfig.smtpPort", "=587",
                "data.smtpConfig.smtpCryptographicProtocol", "TLS"));
        all.putAll(Map.of(
                "data.smtpAction.from", "orders@shop.example",
                "data.smtpAction.to", "=customer.email",
                "data.smtpAction.subject", "About " + marker,
                "data.smtpAction.contentType", "PLAIN",
                "data.smtpAction.body", "Text"));
        all.putAll(inputs);
        Map<String, String> written = new HashMap<>(Map.of("retryBackoff", "PT0S", "elementTemplateVersion", "6"));
        written.putAll(headers);
        client.newDeployResourceCommand()
                .addResourceStringUtf8(TestModels.emailConnector(marker, all, written), marker + ".bpmn")
                .send()
                .join();
        return client.newCreateInstanceCommand()
                .bpmnProcessId(marker)
                .latestVersion()
                .variables(Map.of("customer", Map.of("name", "Änn", "email", marker + "@example.com")))
                .send()
                .join()
                .getProcessInstanceKey();
    }

    private Taken mine() {
        return mails.taken().stream()
                .filter(mail -> mail.text().contains("About " + marker))
                .findFirst()
                .orElseThrow();
    }

    private static MimeMultipart alternatives(MimeMessage mail) throws Exception {
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        while (parts.getBodyPart(0).getContent() instanceof MimeMultipart inner) {
            parts = inner;
        }
        return parts;
    }

    private static MimeMessage read(Taken taken) throws Exception {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(taken.text().getBytes(StandardCharsets.UTF_8)));
    }

    private static String incident(long instance) {
        return await().atMost(LONG)
                .until(
                        () -> db.sql("""
                                select cast(value as jsonb) ->> 'errorMessage' from zeebe_record
                                where process_instance_key = ? and value_type = 'INCIDENT' and intent = 'CREATED'
                                """)
                                .param(instance)
                                .query(String.class)
                                .optional()
                                .orElse(""),
                        message -> !message.isEmpty());
    }
}
