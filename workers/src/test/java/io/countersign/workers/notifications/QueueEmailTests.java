package io.countersign.workers.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.workers.FakeDirectory;
import io.countersign.workers.directory.Requester;
import io.countersign.workers.directory.Requester.Known;
import io.countersign.workers.directory.Requester.NotYetKnown;
import io.countersign.workers.directory.Requester.Unknown;
import io.countersign.workers.jobs.Job;
import io.countersign.workers.jobs.JobResult;
import io.countersign.workers.jobs.JobResult.Completed;
import io.countersign.workers.jobs.JobResult.GiveUp;
import io.countersign.workers.jobs.JobResult.RetryLater;
import io.countersign.workers.jobs.Jobs;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QueueEmailTests {

    private final FakeDirectory directory = new FakeDirectory()
            .person("rita", null)
            .person("max", null)
            .person("fia", null)
            .withoutEmail("ned")
            .group("finance", "fia", "max", "ned")
            .group("empty");
    private final List<Queued> queue = new ArrayList<>();
    private final Job job = Jobs.job();

    private record Queued(
            Recipients recipients,
            String subject,
            String text,
            @Nullable String html) {}

    @Test
    void resolvesEveryKindOfRecipientOnce() {
        run(
                new Known("rita"),
                email(List.of("requester", "user:max, group:finance"), List.of("MAX@example.com", "x@y.org")));

        assertThat(queue).singleElement().satisfies(mail -> {
            assertThat(mail.recipients().to())
                    .containsExactly("rita@example.com", "max@example.com", "fia@example.com");
            assertThat(mail.recipients().cc()).containsExactly("x@y.org");
            assertThat(mail.recipients().skipped()).singleElement().asString().contains("'ned'");
        });
    }

    @Test
    void linksBackToTheRequest() {
        run(new Known("rita"), new Email(List.of("requester"), List.of(), List.of(), "Hi", "Text", "<p>Text</p>"));

        String link = "https://cs.example/requests/" + job.processInstanceKey();
        assertThat(queue).singleElement().satisfies(mail -> {
            assertThat(mail.text()).startsWith("Text\n").contains(link);
            assertThat(mail.html()).contains("<a href=\"" + link + "\">");
        });
    }

    @Test
    void keepsHeadersWhole() {
        run(
                new Known("rita"),
                new Email(
                        List.of("requester"),
                        List.of(),
                        List.of(),
                        "Hi\r\nBcc: evil@x.org\u0000" + "x".repeat(400),
                        "T",
                        null));

        assertThat(queue)
                .singleElement()
                .satisfies(mail -> assertThat(mail.subject())
                        .startsWith("Hi Bcc: evil@x.org x")
                        .hasSizeLessThan(260)
                        .doesNotContain("\r", "\n", "\u0000"));
    }

    @Test
    void asksAnOperatorWhereNobodyCanGetTheMail() {
        assertThat(message(run(
                        new Known("rita"),
                        email(List.of("user:ned", "user:gone", "group:empty", "group:no"), List.of()))))
                .contains("'ned'")
                .contains("'gone'")
                .contains("'empty'")
                .contains("'no'");
        assertThat(message(run(new Unknown(), email(List.of("requester"), List.of()))))
                .contains("the requester");
        assertThat(message(run(new Known("rita"), email(List.of(" "), List.of()))))
                .contains("'to' is empty");
        assertThat(queue).isEmpty();
    }

    @Test
    void asksAnOperatorForWhatIsMissing() {
        assertThat(message(
                        run(new Known("rita"), new Email(List.of("requester"), List.of(), List.of(), null, "T", null))))
                .contains("'subject'");
        assertThat(message(
                        run(new Known("rita"), new Email(List.of("requester"), List.of(), List.of(), "S", " ", null))))
                .contains("'text'");
    }

    @Test
    void sendsNoFloods() {
        List<String> many = IntStream.range(0, 201)
                .mapToObj(number -> "a" + number + "@x.org")
                .toList();

        assertThat(message(run(new Known("rita"), email(many, List.of())))).contains("200");
        assertThat(message(run(
                        new Known("rita"),
                        new Email(List.of("requester"), List.of(), List.of(), "S", "x".repeat(300_000), null))))
                .contains("longer");
    }

    @Test
    void waitsForTheReadModel() {
        assertThat(run(new NotYetKnown(), email(List.of("requester"), List.of())))
                .isInstanceOfSatisfying(
                        RetryLater.class, later -> assertThat(later.counts()).isFalse());
    }

    private JobResult run(Requester requester, Email email) {
        NotificationSettings settings = new NotificationSettings(
                "Countersign <cs@example.com>",
                URI.create("https://cs.example"),
                Duration.ofMinutes(5),
                20,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofDays(1));
        MailQueue mails =
                (queuedJob, recipients, subject, text, html) -> queue.add(new Queued(recipients, subject, text, html));
        return new QueueEmail(queuedJob -> requester, new ResolveRecipients(directory), mails, new MailFooter(settings))
                .run(job, email);
    }

    private static Email email(List<String> to, List<String> cc) {
        return new Email(to, cc, List.of(), "Subject", "Text", null);
    }

    private static String message(JobResult result) {
        assertThat(result).isNotInstanceOf(Completed.class).isInstanceOf(GiveUp.class);
        return ((GiveUp) result).message();
    }
}
