package io.countersign.workers.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.notices.WriteNotice;
import io.countersign.store.mail.Recipient;
import io.countersign.store.mail.Recipient.Kind;
import io.countersign.workers.FakeDirectory;
import io.countersign.workers.TestClock;
import io.countersign.workers.expressions.MapResults;
import io.countersign.workers.jobs.Job;
import io.countersign.workers.jobs.JobResult;
import io.countersign.workers.jobs.JobResult.BusinessError;
import io.countersign.workers.jobs.JobResult.Completed;
import io.countersign.workers.jobs.JobResult.GiveUp;
import io.countersign.workers.jobs.JobResult.RetryLater;
import io.countersign.workers.jobs.Jobs;
import io.countersign.workers.notifications.NotificationSettings.Connector;
import io.countersign.workers.notifications.Standing.Refusal;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import tools.jackson.databind.json.JsonMapper;

class SendConnectorMailTests {

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, Outgoing> queue = new LinkedHashMap<>();
    private Progress progress = new Progress(Jobs.NOW, 1, 0, 0);
    private @Nullable Refusal refusal;

    private final Map<String, Object> data = new HashMap<>(Map.of("smtpActionDiscriminator", "sendEmailSmtp"));
    private final Map<String, Object> action = new HashMap<>(Map.of(
            "from", "Shop <orders@shop.example>",
            "to", "ann@example.com",
            "subject", "Hi",
            "contentType", "PLAIN",
            "body", "Text"));
    private String host = "smtp.gmail.com";

    @ParameterizedTest
    @ValueSource(strings = {"""
            {"authentication": {"type": "simple", "username": "u", "password": "p"}, "protocol": "smtp", "data": {
              "smtpConfig": {"smtpHost": "smtp.gmail.com", "smtpPort": "587", "smtpCryptographicProtocol": "TLS"},
              "smtpActionDiscriminator": "sendEmailSmtp",
              "smtpAction": {"from": "orders@shop.example", "to": "ann@example.com", "subject": "Hi", "body": "Text"}}}""", """
            {"protocol": "smtp", "data": {
              "smtpConfig": {"smtpHost": "SMTP.gmail.com ", "smtpPort": 465, "smtpCryptographicProtocol": "SSL"},
              "smtpActionDiscriminator": "sendEmailSmtp",
              "smtpAction": {"from": "orders@shop.example", "to": ["ann@example.com"], "cc": null, "bcc": "", "headers": null,
                "subject": "Hi", "contentType": "PLAIN", "body": "Text", "attachments": null}}}""", """
            {"authentication": {"type": "noAuth"}, "protocol": "smtp", "data": {
              "smtpConfig": {"smtpHost": "smtp.gmail.com", "smtpPort": 25, "smtpCryptographicProtocol": "NONE"},
              "smtpActionDiscriminator": "sendEmailSmtp",
              "smtpAction": {"from": "orders@shop.example", "to": "ann@example.com", "headers": {}, "subject": "Hi",
                "contentType": "PLAIN", "body": "Text", "data_smtpAction_attachments_documentMode": "none", "attachments": null}}}"""})
    void readsEveryVersionOfTheTemplate(String variables) {
        assertThat(run(variables)).isInstanceOf(RetryLater.class);

        assertThat(sent().recipients().all()).containsExactly(Recipient.to("ann@example.com", null));
        assertThat(sent().sender()).isEqualTo("orders@shop.example");
        assertThat(sent().subject()).isEqualTo("Hi");
        assertThat(sent().text()).isEqualTo("Text");
        assertThat(sent().html()).isNull();
    }

    @Test
    void writesToEachAddressOnceInTextsAndLists() {
        action.put("to", List.of("Ann <ann@example.com>, \"Bo, Jr\" <bo@example.com>", "cy@example.com"));
        action.put("cc", "ANN@example.com, dee@example.com");
        action.put("bcc", List.of("eve@example.com"));

        run();

        assertThat(sent().recipients().all())
                .containsExactly(
                        Recipient.to("ann@example.com", null),
                        Recipient.to("bo@example.com", null),
                        Recipient.to("cy@example.com", null),
                        new Recipient("dee@example.com", null, Kind.CC),
                        new Recipient("eve@example.com", null, Kind.BCC));
    }

    @Test
    void leavesHtmlAsTheModelHasIt() {
        String page =
                "<html><head><style>p {color: red}</style></head><body><p onclick=\"x()\">Hello <img src=\"cid:a\"></p></body></html>";
        action.put("contentType", "HTML");
        action.put("htmlBody", page);
        run();
        assertThat(sent().html()).isEqualTo(page);
        assertThat(sent().text()).isEqualTo("Hello");

        queue.clear();
        action.put("contentType", "MULTIPART");
        run();
        assertThat(sent().html()).isEqualTo(page);
        assertThat(sent().text()).isEqualTo("Text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann",
                "ann@example.com\r\nBcc: eve@example.com",
                "ann@example.com\nRCPT TO:<eve@example.com>",
                "ann@exa\u0000mple.com",
                "friends: ann@example.com;",
                "ann@example.com, user:max"
            })
    void writesToAddressesOnly(String to) {
        action.put("to", to);

        assertThat(message(run())).contains("In 'to'").contains("no e-mail address");
    }

    @Test
    void lineBreaksBeginNoHeader() {
        action.put("subject", "Hi\r\nBcc: eve@example.com");
        run();
        assertThat(sent().subject()).isEqualTo("Hi Bcc: eve@example.com");

        queue.clear();
        for (String from : List.of("orders@shop.example\r\nBcc: eve@example.com", "\"a\nb\" <orders@shop.example>")) {
            action.put("from", from);
            assertThat(message(run())).contains("In 'from'");
        }
    }

    @Test
    void givesTheMailHeadersOfTheModel() {
        var headers = new HashMap<String, @Nullable Object>();
        headers.put("In-Reply-To", "<a@example.com>");
        headers.put("reply-to", "Desk <desk@example.com>");
        headers.put("X-Order", 7);
        headers.put("List-Unsubscribe", "<https://shop.example/u>");
        headers.put("References", null);
        action.put("headers", headers);

        run();

        assertThat(sent().headers())
                .containsOnly(
                        Map.entry("In-Reply-To", "<a@example.com>"),
                        Map.entry("reply-to", "Desk <desk@example.com>"),
                        Map.entry("X-Order", "7"),
                        Map.entry("List-Unsubscribe", "<https://shop.example/u>"));
    }

    @ParameterizedTest
    @CsvSource({
        "Bcc, eve@example.com, can't give",
        "From, boss@example.com, can't give",
        "Sender, boss@example.com, can't give",
        "Content-Type, text/html, can't give",
        "Message-ID, <a@b>, can't give",
        "Return-Path, <a@b>, can't give",
        "'X-A: 1\r\nBcc', eve@example.com, can't give",
        "X-, a, can't give",
        "X-A, 'a\r\nBcc: eve@example.com', printable",
        "X-A, 'a\nb', printable",
        "X-A, Grüße, printable",
        "Reply-To, nobody, no e-mail address",
        "Reply-To, 'a@example.com, {{secrets.A}}', the secret 'A'"
    })
    void givesItNoOtherHeaders(String name, String value, String why) {
        action.put("headers", Map.of(name, value));

        assertThat(message(run())).contains(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"from", "to", "cc", "bcc", "subject", "body"})
    void sendsNoSecrets(String input) {
        for (String text : List.of("see {{secrets.TOKEN}}", "secrets.TOKEN")) {
            action.put(input, text);

            assertThat(message(run())).contains("the secret 'TOKEN'").contains("take it out");
        }
    }

    @Test
    void sendsNoSecretsInHtml() {
        action.put("contentType", "HTML");
        action.put("htmlBody", "<p>{{ secrets.TOKEN }}</p>");

        assertThat(message(run())).contains("the secret 'TOKEN'");
    }

    @Test
    void saysWhichServersNamesAreAllowed() {
        for (String known : List.of("mail.internal", "Smtp.Gmail.com", "{{secrets.SMTP_HOST}}")) {
            queue.clear();
            host = known;
            assertThat(run()).isInstanceOf(RetryLater.class);
        }
        queue.clear();
        for (String other : List.of("smtp.evil.example", "gmail.com", "", "{{secrets.OTHER}}")) {
            host = other;
            assertThat(message(run()))
                    .contains("'" + other + "'")
                    .contains("countersign.notifications.connector.hosts");
        }
    }

    @Test
    void sendsAsWhomAnAdministratorAllows() {
        for (String known : List.of(
                "a@shop.example",
                "B@SHOP.example",
                "Boss <boss@corp.example>",
                "countersign@example.com",
                "X <countersign@example.com>")) {
            queue.clear();
            action.put("from", known);
            run();
            assertThat(sent().sender()).isEqualTo(known);
        }
        for (String own : List.of("", "{{secrets.MAIL_FROM}}")) {
            queue.clear();
            action.put("from", own);
            run();
            assertThat(sent().sender()).isNull();
        }
        queue.clear();
        for (String other : List.of("ceo@corp.example", "a@sub.shop.example", "a@shop.example.evil.org")) {
            action.put("from", other);
            assertThat(message(run()))
                    .contains("'" + other + "'")
                    .contains("countersign.notifications.connector.senders");
        }
        action.put("from", "a@shop.example, b@shop.example");
        assertThat(message(run())).contains("no e-mail address");
    }

    @Test
    void asksAnOperatorForWhatIsMissingOrUnknown() {
        assertThat(message(run("{\"protocol\": \"imap\", \"data\": {}}"))).contains("'imap'");
        assertThat(message(run("{\"protocol\": \"pop3\"}"))).contains("'pop3'");
        assertThat(message(run("{}"))).contains("says nothing");
        data.put("smtpActionDiscriminator", "eatEmail");
        assertThat(message(run())).contains("'eatEmail'");
        data.put("smtpActionDiscriminator", "sendEmailSmtp");
        action.put("contentType", "RTF");
        assertThat(message(run())).contains("RTF").contains("MULTIPART");
        action.put("contentType", "HTML");
        assertThat(message(run())).contains("'htmlBody'");
        action.put("contentType", "PLAIN");
        action.remove("body");
        assertThat(message(run())).contains("'body'");
        action.put("body", "x".repeat(300_000));
        assertThat(message(run())).contains("longer");
        action.put("body", "");
        action.put("to", List.of());
        assertThat(message(run())).contains("'to'");
        action.put("to", "a@example.com");
        action.put("attachments", List.of(Map.of("camunda.document.type", "camunda", "documentId", "1")));
        assertThat(message(run())).contains("documents of Camunda's");
    }

    @Test
    void tellsTheModelOfItWhenNobodyWaitsForItAnyMore() {
        Job job = Jobs.job(Map.of("resultVariable", "mail", "resultExpression", "={id: messageId, ok: response.sent}"));
        assertThat(run(job))
                .isInstanceOfSatisfying(
                        RetryLater.class, later -> assertThat(later.counts()).isFalse());

        progress = new Progress(Jobs.NOW, 0, 1, 1);
        refusal = new Refusal("550", "no such user");

        String messageId = "<" + sent().part() + "@test>";
        assertThat(run(job))
                .isEqualTo(new Completed(Map.of(
                        "mail",
                        Map.of("subject", "Hi", "sent", true, "messageId", messageId),
                        "id",
                        messageId,
                        "ok",
                        true)));
        assertThat(queue).as("queued once").hasSize(1);
    }

    @Test
    void whatNobodyGotIsAnErrorOfTheModels() {
        progress = new Progress(Jobs.NOW, 0, 0, 2);
        refusal = new Refusal("550", "5.1.1 no such user");
        String expression =
                "=if error.code = \"550\" and not(response.sent) then bpmnError(\"NO_MAIL\", error.message) else null";

        assertThat(run(Jobs.job(Map.of("errorExpression", expression))))
                .isEqualTo(new BusinessError("NO_MAIL", "5.1.1 no such user", Map.of()));
        assertThat(message(run())).contains("5.1.1 no such user (550)").contains("Operations, Mails");
    }

    @Test
    void sendsAnotherMailOnlyToOtherRecipients() {
        Job job = Jobs.job();
        run(job);
        run(job);
        action.put("subject", "Changed meanwhile");
        run(job);
        assertThat(queue).hasSize(1);

        action.put("to", "right@example.com");
        run(job);

        assertThat(queue.values())
                .extracting(mail -> mail.recipients().all().getFirst().address())
                .containsExactly("ann@example.com", "right@example.com");
    }

    private Outgoing sent() {
        assertThat(queue).hasSize(1);
        return queue.values().iterator().next();
    }

    private static String message(JobResult result) {
        assertThat(result).isInstanceOf(GiveUp.class);
        return ((GiveUp) result).message();
    }

    private JobResult run() {
        return run(Jobs.job());
    }

    private JobResult run(Job job) {
        data.put("smtpConfig", Map.of("smtpHost", host));
        data.put("smtpAction", action);
        return run(job, JSON.writeValueAsString(Map.of("protocol", "smtp", "data", data)));
    }

    private JobResult run(String variables) {
        return run(Jobs.job(), variables);
    }

    private JobResult run(Job job, String variables) {
        return connector().run(job, Jobs.variables(variables, EmailConnectorRequest.class));
    }

    private SendConnectorMail connector() {
        NotificationSettings settings = Sending.settings(new Connector(
                Set.of("smtp.gmail.com", "{{secrets.SMTP_HOST}}"),
                Set.of("shop.example", "boss@corp.example", "{{secrets.MAIL_FROM}}")));
        JavaMailSenderImpl server = new JavaMailSenderImpl();
        server.setHost("mail.internal");
        var prepare = new PrepareMail(
                new WriteNotice((kind, language) -> Optional.empty()),
                new RequestFiles(JdbcClient.create(new PGSimpleDataSource())),
                new FakeDirectory(),
                settings);
        return new SendConnectorMail(
                new ReadConnectorMail(new ConnectorRules(server, settings), prepare),
                new InMemory(),
                MapResults.withFeel(),
                new TestClock(Jobs.NOW.plus(Duration.ofSeconds(1))));
    }

    private final class InMemory implements MailQueue {

        @Override
        public void queue(Job job, List<Outgoing> mails) {
            mails.forEach(mail -> queue.put(String.valueOf(mail.part()), mail));
        }

        @Override
        public void tell(Job job, List<Telling> tellings) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Progress progress(Job job) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Standing standing(Job job, String part) {
            boolean queued = queue.containsKey(part) || progress.open() == 0;
            return new Standing(
                    "<" + part + "@test>", queued ? progress : new Progress(null, 0, 0, 0), queued ? refusal : null);
        }
    }
}
