package io.countersign.workers.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.notices.NoticeKind;
import io.countersign.notices.Template;
import io.countersign.notices.WriteNotice;
import io.countersign.notices.routing.Choice;
import io.countersign.notices.routing.Choice.Timing;
import io.countersign.notices.routing.NewNotice;
import io.countersign.notices.routing.NoticePolicy;
import io.countersign.notices.routing.PreferenceSource;
import io.countersign.notices.routing.Preferences;
import io.countersign.notices.routing.RouteNotice;
import io.countersign.store.mail.Priority;
import io.countersign.store.mail.Recipient;
import io.countersign.store.mail.Recipient.Kind;
import io.countersign.workers.FakeDirectory;
import io.countersign.workers.TestClock;
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
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

class QueueEmailTests {

    private static final Choice IN_APP = new Choice(Timing.NOW, false, true, false);
    private static final Choice OFF = new Choice(Timing.NOW, false, false, false);

    private final FakeDirectory directory = new FakeDirectory()
            .person("rita", null)
            .person("max", null)
            .person("fia", null)
            .withoutEmail("ned")
            .group("finance", "fia", "max", "ned")
            .group("empty");
    private final List<Outgoing> queue = new ArrayList<>();
    private final List<Telling> tellings = new ArrayList<>();
    private final Map<String, Choice> choices = new HashMap<>();
    private final Map<String, Template> templates = new HashMap<>();
    private final TestClock clock = new TestClock(Jobs.NOW);
    private final Job job = Jobs.job();
    private boolean keepsProgress;
    private Progress progress = new Progress(null, 0, 0, 0);

    @Test
    void resolvesEveryKindOfRecipientOnce() {
        run(
                new Known("rita"),
                email(List.of("requester", "user:max, group:finance"), List.of("MAX@example.com", "x@y.org")));

        assertThat(queue).singleElement().satisfies(mail -> {
            assertThat(mail.recipients().all())
                    .containsExactly(
                            Recipient.to("rita@example.com", "rita"),
                            Recipient.to("max@example.com", "max"),
                            Recipient.to("fia@example.com", "fia"),
                            new Recipient("x@y.org", null, Kind.CC));
            assertThat(mail.recipients().skipped()).singleElement().asString().contains("'ned'");
            assertThat(mail.part()).isNull();
        });
    }

    @Test
    void writesToEachOfThem() {
        queueEmail(new Known("rita")).toEach(job, email(List.of("requester", "group:finance"), List.of()));

        assertThat(queue)
                .extracting(mail -> mail.recipients().all().getFirst().username())
                .containsExactly("rita", "fia", "max");
        assertThat(queue).extracting(Outgoing::part).doesNotHaveDuplicates().doesNotContainNull();
        assertThat(queue).allSatisfy(mail -> assertThat(mail.recipients().all()).hasSize(1));
    }

    @Test
    void tellsPeopleWhereTheyWantIt() {
        choices.put("rita", IN_APP);
        choices.put("max", new Choice(Timing.DAILY, true, false, true));

        toEach(email(List.of("requester", "user:max", "user:fia", "rita+other@example.com"), List.of()));

        assertThat(queue)
                .extracting(mail ->
                        mail.recipients().all().stream().map(Recipient::address).toList())
                .containsExactly(List.of("webhook"), List.of("fia@example.com"), List.of("rita+other@example.com"));
        assertThat(notices())
                .extracting(notice -> notice.username() + " " + notice.path())
                .containsExactly("rita " + page(), "max " + page(), "fia " + page());
    }

    @Test
    void tellsNothingToWhoeverWantsNothing() {
        choices.put("rita", OFF);
        choices.put("fia", OFF);

        toEach(email(List.of("requester", "user:fia", "user:ned", "user:max"), List.of()));

        assertThat(queue).singleElement().satisfies(mail -> {
            assertThat(mail.recipients().all()).containsExactly(Recipient.to("max@example.com", "max"));
            assertThat(mail.recipients().skipped()).singleElement().asString().contains("'ned'");
        });
        assertThat(notices()).extracting(NewNotice::username).containsExactly("max");
    }

    @Test
    void mailsAtOnceWhatIsUrgentButNotToWhoeverWantsNothing() {
        choices.put("rita", IN_APP);
        choices.put("max", OFF);

        toEach(delivery(List.of("requester", "user:max"), "high", null));

        assertThat(queue)
                .singleElement()
                .satisfies(mail ->
                        assertThat(mail.recipients().all()).containsExactly(Recipient.to("rita@example.com", "rita")));
        assertThat(notices()).extracting(NewNotice::username).containsExactly("rita");
    }

    @Test
    void mailsEverybodyWhereTheProcessWaitsForIt() {
        choices.put("rita", IN_APP);
        choices.put("max", OFF);

        toEach(delivery(List.of("requester", "user:max"), null, "sent"));

        assertThat(queue)
                .extracting(mail -> mail.recipients().all().getFirst().username())
                .containsExactly("rita", "max");
    }

    @Test
    void leavesOutOfTheAppWhatOnlyAMailNeeds() {
        templates.put("welcome.en", new Template("Hi {{recipient}}", "<p>{{a}}</p><p>{{b}}</p><p>{{url}}</p>", null));

        toEach(template("welcome", Map.of("a", "One", "b", "x".repeat(600))));

        assertThat(notices()).singleElement().satisfies(notice -> {
            assertThat(notice.subject()).isEqualTo("Hi rita");
            assertThat(notice.text()).startsWith("One\n\nxxx").endsWith("x…").hasSize(501);
        });
        tellings.clear();
        toEach(body("Hi", "One\nmore\n\nText", null));
        assertThat(notices())
                .singleElement()
                .satisfies(notice -> assertThat(notice.text()).isEqualTo("One\nmore\n\nText"));
    }

    private void toEach(Email email) {
        queueEmail(new Known("rita")).toEach(job, email);
    }

    private List<NewNotice> notices() {
        return tellings.stream()
                .<NewNotice>mapMulti((telling, next) -> {
                    if (telling.notice() != null) {
                        next.accept(telling.notice());
                    }
                })
                .toList();
    }

    private String page() {
        return "/requests/" + job.processInstanceKey();
    }

    @Test
    void linksBackToTheRequest() {
        run(new Known("rita"), body("Hi", "Text", "<p>Text</p>"));
        run(new Known("rita"), body("Hi", "One\nmore\n\nText", null));

        String link = "https://cs.example/requests/" + job.processInstanceKey();
        assertThat(queue).hasSize(2).allSatisfy(mail -> {
            assertThat(mail.text()).contains("Text\n").contains(link);
            assertThat(mail.html()).contains("href=\"" + link + "\"");
        });
        assertThat(queue.getLast().text()).startsWith("One\nmore\n\nText\n");
    }

    @Test
    void keepsHtmlHarmless() {
        run(new Known("rita"), body("Hi", "Text", "<p onclick=\"x()\">Hello</p><script>alert(1)</script>"));

        assertThat(queue)
                .singleElement()
                .satisfies(mail -> assertThat(mail.html()).contains("Hello").doesNotContain("script", "onclick"));
    }

    @Test
    void fillsInATemplate() {
        templates.put(
                "welcome.en",
                new Template("Welcome {{name}}", "<p>{{#items}}{{.}} {{/items}}for {{recipient}}</p>", null));

        run(new Known("rita"), template("welcome", Map.of("name", "Rita", "items", List.of(1, 2))));

        assertThat(queue).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).isEqualTo("Welcome Rita");
            assertThat(mail.text()).startsWith("1 2 for rita");
        });
    }

    @Test
    void asksAnOperatorForATemplateThatIsNotThere() {
        assertThat(message(run(new Known("rita"), template("welcome", Map.of()))))
                .contains("no template 'welcome'")
                .contains("Admin > Mail templates");
        templates.put("broken.en", new Template("x", "{{#a}}", null));
        assertThat(message(run(new Known("rita"), template("broken", Map.of()))))
                .contains("can't be filled in");
        assertThat(message(run(new Known("rita"), template("one-time-code", Map.of()))))
                .contains("Countersign's own mails");
        assertThat(queue).isEmpty();
    }

    @Test
    void keepsHeadersWhole() {
        run(new Known("rita"), body("Hi\r\nBcc: evil@x.org\u0000" + "x".repeat(400), "T", null));

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
    void asksAnOperatorForWhatIsMissingOrUnknown() {
        assertThat(message(run(new Known("rita"), body(null, "T", null)))).contains("'subject'");
        assertThat(message(run(new Known("rita"), body("S", " ", null)))).contains("'text'");
        assertThat(message(run(new Known("rita"), delivery("urgent", null)))).contains("'priority'", "high");
        assertThat(message(run(new Known("rita"), delivery(null, "read")))).contains("'waitFor'", "sent");
    }

    @Test
    void sendsFirstWhatIsUrgent() {
        run(new Known("rita"), delivery("high", null));

        assertThat(queue).extracting(Outgoing::priority).containsExactly(Priority.HIGH);
    }

    @Test
    void waitsUntilNobodyWaitsForAMailAnyMore() {
        assertThat(run(new Known("rita"), delivery(null, "sent"))).isInstanceOfSatisfying(RetryLater.class, later -> {
            assertThat(later.counts()).isFalse();
            assertThat(later.after()).isEqualTo(Duration.ofSeconds(1));
        });
        clock.pass(Duration.ofSeconds(20));
        assertThat(run(new Known("rita"), delivery(null, "sent")))
                .isInstanceOfSatisfying(
                        RetryLater.class, later -> assertThat(later.after()).isEqualTo(Duration.ofSeconds(10)));

        progress = new Progress(Jobs.NOW, 0, 2, 1);
        assertThat(run(new Known("rita"), delivery(null, "sent")))
                .isEqualTo(new Completed(Map.of("delivery", Map.of("sent", 2, "notDelivered", 1))));
        assertThat(queue).as("queued once").hasSize(1);
    }

    @Test
    void sendsNoFloods() {
        List<String> many = IntStream.range(0, 201)
                .mapToObj(number -> "a" + number + "@x.org")
                .toList();

        assertThat(message(run(new Known("rita"), email(many, List.of())))).contains("200");
        assertThat(message(run(new Known("rita"), body("S", "x".repeat(300_000), null))))
                .contains("longer");
    }

    @Test
    void waitsForTheReadModel() {
        assertThat(run(new NotYetKnown(), email(List.of("requester"), List.of())))
                .isInstanceOfSatisfying(
                        RetryLater.class, later -> assertThat(later.counts()).isFalse());
    }

    private JobResult run(Requester requester, Email email) {
        return queueEmail(requester).toAll(job, email);
    }

    private QueueEmail queueEmail(Requester requester) {
        NotificationSettings settings = new NotificationSettings(
                "Countersign <cs@example.com>",
                URI.create("https://cs.example"),
                Encryption.NONE,
                Duration.ofMinutes(5),
                20,
                1,
                0,
                DataSize.ofMegabytes(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofDays(1),
                new NotificationSettings.Connector(Set.of(), Set.of()));
        var notices = new WriteNotice((kind, language) -> Optional.ofNullable(templates.get(kind + "." + language)));
        var files = new RequestFiles(JdbcClient.create(new PGSimpleDataSource()));
        var prepare = new PrepareMail(notices, files, directory, settings);
        return new QueueEmail(
                queuedJob -> requester,
                new ResolveRecipients(directory),
                prepare,
                new TellEach(prepare, new RouteNotice(new Chosen()), clock),
                new InMemory(),
                clock);
    }

    private final class Chosen implements PreferenceSource {

        @Override
        public Optional<Preferences> find(String username) {
            return Optional.ofNullable(choices.get(username))
                    .map(choice -> new Preferences(
                            ZoneOffset.UTC,
                            LocalTime.of(8, 0),
                            null,
                            "https://chat.example.org/hooks/x",
                            Map.of(NoticeKind.MESSAGE.id(), choice)));
        }

        @Override
        public NoticePolicy policy() {
            return new NoticePolicy(Set.of(NoticeKind.MESSAGE.id()));
        }
    }

    private final class InMemory implements MailQueue {

        @Override
        public void queue(Job queuedJob, List<Outgoing> mails) {
            queue.addAll(mails);
            if (keepsProgress) {
                progress = new Progress(clock.instant(), mails.size(), 0, 0);
            }
        }

        @Override
        public void tell(Job queuedJob, List<Telling> told) {
            tellings.addAll(told);
            queue(
                    queuedJob,
                    told.stream()
                            .<Outgoing>mapMulti((telling, next) -> {
                                if (telling.mail() != null) {
                                    next.accept(telling.mail());
                                }
                            })
                            .toList());
        }

        @Override
        public Progress progress(Job queuedJob) {
            return progress;
        }

        @Override
        public Standing standing(Job queuedJob, String part) {
            throw new UnsupportedOperationException();
        }
    }

    private Email delivery(@Nullable String priority, @Nullable String waitFor) {
        return delivery(List.of("requester"), priority, waitFor);
    }

    private Email delivery(List<String> to, @Nullable String priority, @Nullable String waitFor) {
        keepsProgress = "sent".equals(waitFor);
        return new Email(to, List.of(), List.of(), "S", "T", null, null, null, null, List.of(), priority, waitFor);
    }

    private static Email template(String name, Map<String, @Nullable Object> variables) {
        return new Email(
                List.of("requester"),
                List.of(),
                List.of(),
                null,
                null,
                null,
                name,
                variables,
                null,
                List.of(),
                null,
                null);
    }

    private static Email body(@Nullable String subject, @Nullable String text, @Nullable String html) {
        return new Email(
                List.of("requester"),
                List.of(),
                List.of(),
                subject,
                text,
                html,
                null,
                null,
                null,
                List.of(),
                null,
                null);
    }

    private static Email email(List<String> to, List<String> cc) {
        return new Email(to, cc, List.of(), "Subject", "Text", null, null, null, null, List.of(), null, null);
    }

    private static String message(JobResult result) {
        assertThat(result).isNotInstanceOf(Completed.class).isInstanceOf(GiveUp.class);
        return ((GiveUp) result).message();
    }
}
